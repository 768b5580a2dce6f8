package io.chatalot.webhooks.bench.performance.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** One value a round. */
public final class Samples {
  private final List<Double> values;

  /** Creates samples without a round. */
  public Samples() {
    this(List.of());
  }

  /** Creates samples of the rounds, in order. */
  public Samples(Collection<Double> values) {
    this.values = new ArrayList<>(values);
  }

  /** Adds the value of the next round. */
  public void add(double value) {
    values.add(value);
  }

  /** Whether no round was measured. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The rounds, each divided by the same round of the others: only values of one round compare. */
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
