package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Samples;
import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.performance.jmh.InnerPieces;

/** The times of the inner pieces of one call. */
final class Pieces implements Measurement {
  @Override
  public void run(Bench bench, Table table) {
    InnerPieces.run(bench.effort().rounds())
        .forEach((piece, nanos) -> table.add("JMH: " + piece, "ns", new Samples(nanos)));
  }
}
