package io.chatalot.webhooks.bench.faults.database;

import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import io.chatalot.webhooks.bench.stage.Stage;
import java.io.IOException;
import java.util.Locale;

/** Fills the database's disk for a while. */
final class FullDisk implements Fault {
  private static final long AGAIN_MILLIS = 200;
  private static final long SAID_WITHIN_MILLIS = 15_000;
  private static final String FULL = "The database takes no writes";
  private static final String AGAIN = "The database takes writes again";

  private SmallDisk disk;

  @Override
  public String title(Severity severity) {
    return String.format(Locale.ROOT, "the disk full for %d s", severity.time().toSeconds());
  }

  @Override
  public Scene scene(Stage stage, Severity severity) {
    disk = SmallDisk.mount(stage);
    return Scene.set(stage, severity, disk.folder()).closing(disk);
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
      awaitSaid(node, AGAIN);
    }
    requireSaidOnce(scene, node, FULL);
    requireSaidOnce(scene, node, AGAIN);
    if (scene.ledger().count(503) == 0) {
      scene.ledger().surprise("no call got 503");
    }
    Service.requireSoon(scene, times.longest());
    Service.requireAlive(scene, node);
    return String.format(
        Locale.ROOT,
        "PostgreSQL %s; served again %s after there was room",
        ended ? "ended and was started" : "stayed up",
        times.shown());
  }

  private static void awaitSaid(Node node, String words) {
    for (long waited = 0; node.said(words) == 0; waited += AGAIN_MILLIS) {
      if (waited > SAID_WITHIN_MILLIS) {
        return;
      }
      Service.pause(AGAIN_MILLIS);
    }
  }

  private static void requireSaidOnce(Scene scene, Node node, String words) {
    long said = node.said(words);
    if (said != 1) {
      scene
          .ledger()
          .surprise(String.format(Locale.ROOT, "\"%s\" was logged %d times", words, said));
    }
  }

  /** Takes the room that PostgreSQL gives back. */
  private void keepFull(Scene scene) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < scene.severity().time().toNanos()) {
      disk.fill();
      Service.pause(AGAIN_MILLIS);
    }
  }
}
