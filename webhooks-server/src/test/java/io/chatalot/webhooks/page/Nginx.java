package io.chatalot.webhooks.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The installed nginx as a proxy on loopback. */
final class Nginx implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/sbin/nginx");

  /** The log of the requests: its file and its format. */
  static final String CALLS = "calls.log calls";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Writes into its own folder alone. */
  private static final String CONFIGURATION =
      """
      daemon off;
      worker_processes 1;
      pid nginx.pid;
      error_log error.log;
      %s
      events { worker_connections 512; }
      http {
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        log_format calls "$request_method $request_uri $http_authorization|$http_cookie";
        access_log off;
        server {
          listen 127.0.0.1:%d;
          %s
          location / { proxy_pass http://127.0.0.1:%d; }
        }
      }
      """;

  private final Path folder;
  private final Process process;
  private final int port;

  private Nginx(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it on a free port.
   *
   * @param files the content of each included file by its name
   * @param lines the first lines of the server block
   * @param host the port of Chatalot's server, which gets all other requests
   */
  static Nginx start(Path program, Map<String, String> files, String lines, int host)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(program)) {
      throw new AssertionError(
          "The tests beside a Chatalot need a proxy, and there is no "
              + program
              + ". Install it with: apt-get install nginx-light");
    }
    Path folder = Files.createTempDirectory("nginx");
    int port = freePort();
    // A root's folders are closed to the user that nginx would otherwise become.
    String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(
        folder.resolve("nginx.conf"),
        String.format(Locale.ROOT, CONFIGURATION, user, port, lines, host));
    Process process =
        new ProcessBuilder(program.toString(), "-p", folder.toString(), "-c", "nginx.conf")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.log").toFile())
            .start();
    var nginx = new Nginx(folder, process, port);
    nginx.awaitListening();
    return nginx;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          close();
          throw new AssertionError("nginx did not start", notYet);
        }
        Thread.sleep(20);
      }
    }
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** The requests so far of the locations that log them: method, address, token, and cookie. */
  List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls.log"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
