package io.chatalot.webhooks.faults;

import io.chatalot.webhooks.benchmark.Node;
import io.chatalot.webhooks.benchmark.Ports;
import java.io.IOException;

/** The database's disk is full for a while. */
final class FullDisk implements Fault {
  private static final long AGAIN_MILLIS = 200;

  private SmallDisk disk;

  @Override
  public String title(Options options) {
    return "the disk full for %d s".formatted(options.time().toSeconds());
  }

  @Override
  public Scene scene(Stage stage) {
    disk = SmallDisk.mount(stage);
    return Scene.set(stage, disk.folder()).closing(disk);
  }

  @Override
  public String happen(Scene scene) throws IOException {
    var times = new Times();
    boolean ended;
    Node node = scene.node(Ports.free());
    try (Callers callers = scene.callers(node)) {
      callers.awaitServed(Moments.of(1));
      keepFull(scene);
      ended = !scene.postgres().isRunning();
      disk.free();
      if (ended) {
        scene.postgres().startAgain();
      }
      times.add(callers.awaitServed(1));
      callers.awaitServed(Moments.of(0));
    }
    if (scene.ledger().count(503) == 0) {
      scene.ledger().surprise("nobody was told 503");
    }
    Service.requireSoon(scene, times.longest());
    Service.requireAlive(scene, node);
    return "PostgreSQL %s; served again %s after there was room"
        .formatted(ended ? "ended and was started" : "stayed up", times.shown());
  }

  /** What PostgreSQL gives back is taken again. */
  private void keepFull(Scene scene) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < scene.options().time().toNanos()) {
      disk.fill();
      Service.pause(AGAIN_MILLIS);
    }
  }
}
