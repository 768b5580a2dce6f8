package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.util.Optional;

/** The running database server of a cluster, as its caretaker sees it. */
final class Postmaster implements Caretaker.Ward {
  private final Cluster cluster;
  private final Guard guard;
  private final int port;

  /** The process, once it is known; reading it from its file takes a file descriptor. */
  private Optional<Long> pid;

  Postmaster(Cluster cluster, Guard guard, int port) throws IOException {
    this.cluster = cluster;
    this.guard = guard;
    this.port = port;
    this.pid = cluster.postmaster();
  }

  @Override
  public boolean hasEnded() throws IOException {
    if (pid.isEmpty()) {
      pid = cluster.postmaster();
    }
    return pid.isEmpty() || !cluster.processes().runs(pid.get());
  }

  @Override
  public void startAgain() throws IOException {
    pid = Optional.empty();
    cluster.startAgain(port);
  }

  @Override
  public void require() throws IOException {
    Optional<String> wrong = guard.wrong(port);
    if (wrong.isPresent()) {
      cluster.stop();
      throw new EmbeddedDatabaseException(wrong.get());
    }
  }
}
