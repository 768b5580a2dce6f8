package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Samples;
import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.performance.figures.Target;
import io.chatalot.webhooks.bench.performance.load.Load;
import io.chatalot.webhooks.bench.stage.Api;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Seeds;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Two nodes on one database. */
final class TwoNodes implements Measurement {
  private static final int CHANNELS = 100;
  private static final int CONNECTIONS = 64;
  private static final int CHANGES = 20;

  /** A channel without followers and without other webhooks. */
  private static final int QUIET = CHANNELS + 1;

  @Override
  public void run(Bench bench, Table table) {
    OwnDatabase database = bench.database("nodes");
    List<String> tokens = Seeds.webhooks(database, QUIET, CHANNELS);
    var one = new Samples();
    var two = new Samples();
    var oneHot = new Samples();
    var twoHot = new Samples();
    var delivered = new Samples();
    var accepted = new Samples();
    try (Node left = bench.node(database);
        Node right = bench.node(database)) {
      List.of(left, right).forEach(node -> bench.warmUp(List.of(load(node, tokens))));
      var leftApi = new Api(left);
      var rightApi = new Api(right);
      var revocation = new Revocation(leftApi, rightApi, Seeds.channel(QUIET));
      var delivery = new Delivery(database, Load.execute(left, tokens, 256), rightApi);
      for (int round = 1; round <= bench.effort().rounds(); round++) {
        bench.say("  round " + round);
        double highest = compare(bench, left, right, tokens, one, two);
        compare(bench, left, right, tokens.subList(0, 1), oneHot, twoHot);
        var changes = CompletableFuture.supplyAsync(() -> revocation.run(CHANGES));
        delivered.add(delivery.run(highest / 2, bench.effort().time()).percentile(99));
        accepted.add(changes.join());
      }
    }
    table.add("one node, 100 channels, 128 connections", "/s", one);
    table.add("two nodes, the same load on both together", "/s", two);
    table.add("two nodes / one node", "", two.dividedBy(one), Target.atLeast(1));
    table.add("two nodes / one node, all into one channel", "", twoHot.dividedBy(oneHot));
    table.add(
        "posted on one node, seen on the other, at half load, p99",
        "ms",
        delivered,
        Target.atMost(100));
    table.add(
        "calls accepted after switching off or deletion on the other node",
        "of " + 2 * CHANGES,
        accepted,
        Target.atMost(0));
  }

  /** Compares the same two load generators on one node and on both. */
  private static double compare(
      Bench bench, Node left, Node right, List<String> tokens, Samples one, Samples two) {
    double alone = bench.rate(load(left, tokens), load(left, tokens));
    double both = bench.rate(load(left, tokens), load(right, tokens));
    one.add(alone);
    two.add(both);
    return Math.max(alone, both);
  }

  private static Load load(Node node, List<String> tokens) {
    return Load.execute(node, tokens, CONNECTIONS);
  }
}
