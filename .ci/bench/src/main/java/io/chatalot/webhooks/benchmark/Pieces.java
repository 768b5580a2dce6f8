package io.chatalot.webhooks.benchmark;

import io.chatalot.webhooks.benchmark.jmh.InnerPieces;

/** What the inner pieces of one call take. */
final class Pieces implements Measurement {
  @Override
  public void run(Bench bench, Table table) {
    InnerPieces.run(bench.options().rounds())
        .forEach((piece, nanos) -> table.add("JMH: " + piece, "ns", new Samples(nanos)));
  }
}
