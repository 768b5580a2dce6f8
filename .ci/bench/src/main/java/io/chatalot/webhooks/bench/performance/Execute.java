package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Latencies;
import io.chatalot.webhooks.bench.performance.figures.Samples;
import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.performance.figures.Target;
import io.chatalot.webhooks.bench.performance.load.Answers;
import io.chatalot.webhooks.bench.performance.load.Load;
import io.chatalot.webhooks.bench.performance.load.Paced;
import io.chatalot.webhooks.bench.performance.load.PgBench;
import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Seeds;
import java.util.List;
import java.util.Locale;

/**
 * The execute route, beside pgbench and beside a route of the same server that touches no database:
 * the highest rate, the times at half of that rate, and the time of a single call.
 */
final class Execute implements Measurement {
  private static final int CLIENTS = 16;

  @Override
  public void run(Bench bench, Table table) {
    OwnDatabase database = bench.database("execute");
    List<String> tokens = Seeds.webhooks(database, 1, 1);
    PgBench pgbench = bench.pgbench(database);
    try (Node node = bench.node(database)) {
      bench.warmUp(
          List.of(
              Load.parseOnly(node, 64),
              Load.execute(node, tokens, 64),
              Load.execute(node, tokens, 256)));
      var figures = new Figures();
      for (int round = 1; round <= bench.effort().rounds(); round++) {
        bench.say("  round " + round);
        measure(bench, pgbench, node, tokens, figures);
      }
      requireStored(database, Answers.of(node, Load.EXECUTE));
      figures.addTo(table);
    }
  }

  private static void measure(
      Bench bench, PgBench pgbench, Node node, List<String> tokens, Figures figures) {
    figures.pgbench.add(pgbench.lookUpAndInsert(CLIENTS, bench.effort().time()));
    figures.pgbenchInsert.add(pgbench.insert(CLIENTS, bench.effort().time()));
    figures.parse64.add(bench.rate(Load.parseOnly(node, 64)));
    figures.parse256.add(bench.rate(Load.parseOnly(node, 256)));
    try (var memory = new Memory(node)) {
      double few = bench.rate(Load.execute(node, tokens, 64));
      double many = bench.rate(Load.execute(node, tokens, 256));
      figures.execute64.add(few);
      figures.execute256.add(many);
      memory.mostResident().ifPresent(figures.resident::add);
      Latencies half =
          new Paced(Load.execute(node, tokens, 256))
              .run(Math.max(few, many) / 2, bench.effort().time());
      figures.p50.add(half.percentile(50));
      figures.p99.add(half.percentile(99));
    }
    figures.commit.add(1000 / pgbench.insert(1, bench.effort().time()));
    figures.alone.add(1000 / bench.rate(Load.execute(node, tokens, 1)));
  }

  /** Checks the promise of 200: a stored message for each. */
  private static void requireStored(OwnDatabase database, Answers answers) {
    long stored =
        Long.parseLong(database.value("SELECT sum(last_position) FROM webhooks.channel_feed"));
    long answered = answers.byStatus().get(200);
    if (stored < answered) {
      throw new BenchException(
          String.format(
              Locale.ROOT,
              "%d calls were answered with 200, but there are %d messages",
              answered,
              stored));
    }
  }

  private static final class Figures {
    final Samples pgbench = new Samples();
    final Samples pgbenchInsert = new Samples();
    final Samples parse64 = new Samples();
    final Samples parse256 = new Samples();
    final Samples execute64 = new Samples();
    final Samples execute256 = new Samples();
    final Samples resident = new Samples();
    final Samples p50 = new Samples();
    final Samples p99 = new Samples();
    final Samples commit = new Samples();
    final Samples alone = new Samples();

    void addTo(Table table) {
      table.add("pgbench, look-up and insert, 16 prepared clients", "/s", pgbench);
      table.add("pgbench, insert alone, 16 prepared clients", "/s", pgbenchInsert);
      table.add("POST that is parsed and touches no database, 64 connections", "/s", parse64);
      table.add("the same, 256 connections", "/s", parse256);
      table.add("execute, 64 connections", "/s", execute64);
      table.add("execute, 256 connections", "/s", execute256);
      table.add(
          "execute at 64 / pgbench look-up and insert",
          "",
          execute64.dividedBy(pgbench),
          Target.atLeast(2.5));
      table.add(
          "execute at 256 / pgbench look-up and insert",
          "",
          execute256.dividedBy(pgbench),
          Target.atLeast(3));
      table.add(
          "execute / no database, 64 connections",
          "",
          execute64.dividedBy(parse64),
          Target.atLeast(0.6));
      table.add(
          "execute / no database, 256 connections",
          "",
          execute256.dividedBy(parse256),
          Target.atLeast(0.6));
      table.add("execute at half of the highest load, p50", "ms", p50);
      table.add("execute at half of the highest load, p99", "ms", p99);
      table.add("p99 / p50", "", p99.dividedBy(p50), Target.atMost(5));
      table.add("pgbench, one client, insert alone", "ms", commit);
      table.add("execute, one connection", "ms", alone);
      table.add("one request / one commit", "", alone.dividedBy(commit), Target.atMost(1.5));
      table.add("resident at full load", "MiB", resident, Target.atMost(350));
    }
  }
}
