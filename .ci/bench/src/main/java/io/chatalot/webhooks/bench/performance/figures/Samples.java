package io.chatalot.webhooks.bench.performance.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What was measured, once a round. */
public final class Samples {
  private final List<Double> values;

  /** None yet. */
  public Samples() {
    this(List.of());
  }

  /** One of each round, in order. */
  public Samples(Collection<Double> values) {
    this.values = new ArrayList<>(values);
  }

  /** Adds that of the next round. */
  public void add(double value) {
    values.add(value);
  }

  /** Whether nothing could be measured. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The same rounds, each divided by that of the others: only those within a round compare. */
  public Samples dividedBy(Samples others) {
    var ratios = new Samples();
    for (int round = 0; round < values.size(); round++) {
      ratios.add(values.get(round) / others.values.get(round));
    }
    return ratios;
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double least() {
    return Collections.min(values);
  }

  double most() {
    return Collections.max(values);
  }
}
