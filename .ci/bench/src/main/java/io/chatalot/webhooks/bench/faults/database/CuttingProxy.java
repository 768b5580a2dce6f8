package io.chatalot.webhooks.bench.faults.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a node and its database, and now and then cuts a connection in place of an answer:
 * the database has done its work, and the node never hears of it.
 */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong cuts = new AtomicLong();
  private final int target;
  private volatile int every;

  /**
   * Creates a proxy that passes everything on to this port of the loopback address, and cuts
   * nothing until {@link #cutEvery}.
   */
  CuttingProxy(int target) throws IOException {
    this.target = target;
    inBackground(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** From now on cuts in place of every {@code every}th answer; 0 cuts none. */
  void cutEvery(int every) {
    this.every = every;
  }

  long cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket node = listening.accept();
        open.add(node);
        var database = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(database);
        node.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        inBackground(() -> pass(node, database, false));
        inBackground(() -> pass(database, node, true));
      }
    } catch (IOException closed) {
      close();
    }
  }

  private void pass(Socket from, Socket to, boolean answering) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[64 * 1024];
      for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
        if (answering && isCut()) {
          return;
        }
        out.write(piece, 0, size);
      }
    } catch (IOException closed) {
      // The other end is closed too; nothing else needs closing.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private boolean isCut() {
    int often = every;
    boolean cut = often > 0 && answers.incrementAndGet() % often == 0;
    if (cut) {
      cuts.incrementAndGet();
    }
    return cut;
  }

  private static void inBackground(Runnable task) {
    var thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      System.err.println("The proxy cannot be closed: " + e);
    }
  }
}
