package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Latencies;
import io.chatalot.webhooks.bench.performance.figures.Samples;
import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.performance.figures.Target;
import io.chatalot.webhooks.bench.performance.load.Followers;
import io.chatalot.webhooks.bench.stage.Api;
import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Thousands of followers of one channel on one node. */
final class ManyFollowers implements Measurement {
  private static final int MESSAGES = 10;

  @Override
  public void run(Bench bench, Table table) {
    int count = bench.effort().followers();
    OwnDatabase database = bench.database("followers");
    String token = Seeds.webhooks(database, 1, 1).get(0);
    UUID channel = Seeds.channel(1);
    // The later of two settings of the heap's size counts.
    List<String> flags = new ArrayList<>(bench.stage().flags());
    flags.add("-Xmx1g");
    var heap = new Samples();
    var slowest = new Samples();
    try (Node node = bench.node(database, flags)) {
      var api = new Api(node);
      try (var followers = new Followers(node, api.bearer(), channel, count)) {
        for (int round = 0; round <= bench.effort().rounds(); round++) {
          double worst = slowest(followers, api, token);
          // The first round warms up.
          if (round > 0) {
            slowest.add(worst);
            heap.add(Memory.heap(node, bench.stage().programs()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    table.add(
        String.format(Locale.ROOT, "heap in use with %,d followers", count),
        "MiB",
        heap,
        Target.atMost(1024));
    table.add(
        String.format(
            Locale.ROOT, "until all %,d followers have a message, slowest of %d", count, MESSAGES),
        "ms",
        slowest,
        Target.atMost(1000));
  }

  private static double slowest(Followers followers, Api api, String token) throws IOException {
    var latencies = new Latencies();
    for (int i = 0; i < MESSAGES; i++) {
      long start = System.nanoTime();
      if (api.execute(token, Execution.BODY) != 200) {
        throw new BenchException("A message was refused");
      }
      latencies.add(followers.untilAllHaveOneMore(start));
    }
    return latencies.percentile(100);
  }
}
