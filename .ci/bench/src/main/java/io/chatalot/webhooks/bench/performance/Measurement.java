package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.stage.BenchException;

/** One part of the benchmark, with databases and nodes of its own. */
interface Measurement {
  /**
   * Measures, and adds rows to the table.
   *
   * @throws BenchException if the measurement does not count
   */
  void run(Bench bench, Table table);
}
