package io.chatalot.webhooks.benchmark;

/** One part of the benchmark, with databases and nodes of its own. */
interface Measurement {
  /**
   * Measures, and adds rows to the table.
   *
   * @throws BenchmarkException if what was measured does not count
   */
  void run(Bench bench, Table table);
}
