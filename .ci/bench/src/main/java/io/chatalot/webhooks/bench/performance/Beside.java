package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Samples;
import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.performance.figures.Target;
import io.chatalot.webhooks.bench.performance.load.Answers;
import io.chatalot.webhooks.bench.performance.load.Load;
import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnChatalot;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Seeds;
import java.util.List;
import java.util.Locale;

/** The execute route standalone and beside a Chatalot, by turns, one webhook each. */
final class Beside implements Measurement {
  private static final Target AT_LEAST_HALF = Target.atLeast(0.5);

  @Override
  public void run(Bench bench, Table table) {
    OwnDatabase own = bench.database("standalone");
    OwnDatabase hosted = bench.postgres().create("beside");
    var chatalot = new OwnChatalot(hosted, bench.stage().scratch());
    var few = new Pair();
    var many = new Pair();
    try (Node alone = bench.node(own);
        Node beside = bench.stage().node(chatalot.settings(hosted))) {
      List<String> ownTokens = Seeds.webhooks(own, 1, 1);
      List<String> hostedTokens = chatalot.webhooks(beside, 1, 1);
      Load alone64 = Load.execute(alone, ownTokens, 64);
      Load alone256 = Load.execute(alone, ownTokens, 256);
      Load beside64 = Load.execute(beside, hostedTokens, 64);
      Load beside256 = Load.execute(beside, hostedTokens, 256);
      // Each node is a JVM of its own, and needs its own warm-up.
      bench.warmUp(List.of(alone64, alone256));
      bench.warmUp(List.of(beside64, beside256));
      for (int round = 1; round <= bench.effort().rounds(); round++) {
        bench.say("  round " + round);
        boolean aloneFirst = round % 2 == 1;
        few.measure(bench, alone64, beside64, aloneFirst);
        many.measure(bench, alone256, beside256, aloneFirst);
      }
      requireStored(hosted, Answers.of(beside, Load.EXECUTE));
    }
    table.add("standalone, 64 connections", "/s", few.alone);
    table.add("beside a Chatalot, 64 connections", "/s", few.beside);
    table.add("beside / standalone, 64 connections", "", few.ratio(), AT_LEAST_HALF);
    table.add("standalone, 256 connections", "/s", many.alone);
    table.add("beside a Chatalot, 256 connections", "/s", many.beside);
    table.add("beside / standalone, 256 connections", "", many.ratio(), AT_LEAST_HALF);
  }

  /** Checks the promise of 200: a row in Chatalot's table and a row in ours for each. */
  private static void requireStored(OwnDatabase database, Answers answers) {
    long stored =
        Long.parseLong(
            database.value(
                "SELECT count(*) FROM webhooks.message WHERE id IN ("
                    + OwnChatalot.hosted()
                    + ")"));
    long answered = answers.byStatus().get(200);
    if (stored < answered) {
      throw new BenchException(
          String.format(
              Locale.ROOT,
              "%d calls were answered with 200, but both tables have only %d messages",
              answered,
              stored));
    }
  }

  /** The rates of the two at one number of connections. */
  private static final class Pair {
    final Samples alone = new Samples();
    final Samples beside = new Samples();

    /** The first place changes with each round, so that neither always has the quieter moment. */
    void measure(Bench bench, Load aloneLoad, Load besideLoad, boolean aloneFirst) {
      if (aloneFirst) {
        alone.add(bench.rate(aloneLoad));
        beside.add(bench.rate(besideLoad));
      } else {
        beside.add(bench.rate(besideLoad));
        alone.add(bench.rate(aloneLoad));
      }
    }

    Samples ratio() {
      return beside.dividedBy(alone);
    }
  }
}
