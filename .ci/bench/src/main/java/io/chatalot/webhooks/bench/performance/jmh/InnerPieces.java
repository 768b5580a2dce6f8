package io.chatalot.webhooks.bench.performance.jmh;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package, each in a JVM of its own. */
public final class InnerPieces {
  private static final TimeValue SECOND = TimeValue.seconds(1);
  private static final int WARM_UPS = 5;

  private InnerPieces() {}

  /**
   * The mean time of each piece, in nanoseconds, once for each round.
   *
   * @param rounds at least 1
   */
  public static Map<String, List<Double>> run(int rounds) {
    var options =
        new OptionsBuilder()
            .include(InnerPieces.class.getPackageName() + "\\..*")
            .forks(1)
            .warmupIterations(WARM_UPS)
            .warmupTime(SECOND)
            .measurementIterations(rounds)
            .measurementTime(SECOND)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    try {
      var nanos = new TreeMap<String, List<Double>>();
      for (RunResult result : new Runner(options).run()) {
        nanos.put(result.getPrimaryResult().getLabel(), scores(result.getBenchmarkResults()));
      }
      return nanos;
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Double> scores(Collection<BenchmarkResult> forks) {
    return forks.stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .map(iteration -> iteration.getPrimaryResult().getScore())
        .toList();
  }
}
