package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Samples;
import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.performance.figures.Target;
import io.chatalot.webhooks.bench.stage.Folders;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The time from the start of the process until it is ready. */
final class Starting implements Measurement {
  @Override
  public void run(Bench bench, Table table) {
    var existing = new Samples();
    var embedded = new Samples();
    OwnDatabase database = bench.database("starting");
    try {
      Path data = Files.createTempDirectory(bench.stage().folder(), "webhooks-embedded-");
      bench.stage().cleanup().later(() -> Folders.delete(data));
      // The first start creates the data, and is not measured.
      startEmbedded(bench, data);
      for (int round = 1; round <= bench.effort().rounds(); round++) {
        try (Node node = bench.node(database)) {
          existing.add(seconds(node));
        }
        embedded.add(startEmbedded(bench, data));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    table.add("ready on an existing database", "s", existing, Target.atMost(1.5));
    table.add("ready on the embedded one, after the first start", "s", embedded, Target.atMost(4));
  }

  private static double startEmbedded(Bench bench, Path data) {
    Map<String, String> settings = Map.of("WEBHOOKS_DATA_DIR", data.toString());
    try (Node node = bench.stage().node(settings)) {
      return seconds(node);
    }
  }

  private static double seconds(Node node) {
    return node.readyAfter().toNanos() / 1e9;
  }
}
