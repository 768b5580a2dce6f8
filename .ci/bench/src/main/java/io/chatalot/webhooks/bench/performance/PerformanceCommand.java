package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.performance.load.Wrk;
import io.chatalot.webhooks.bench.stage.Names;
import io.chatalot.webhooks.bench.stage.OwnPostgres;
import io.chatalot.webhooks.bench.stage.Stage;
import io.chatalot.webhooks.bench.stage.StageOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the chosen measurements, one after the other, and prints a table. */
@Command(
    name = "performance",
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Measures the server side by side with pgbench, and prints a table, which is kept as"
          + " performance.md. Exits with 0, even if a target is not reached, and with 1 if a"
          + " measurement failed.",
      ""
    })
public final class PerformanceCommand implements Callable<Integer> {
  private static final Map<String, Measurement> MEASUREMENTS = new LinkedHashMap<>();

  static {
    MEASUREMENTS.put("execute", new Execute());
    MEASUREMENTS.put("flat", new Flat());
    MEASUREMENTS.put("nodes", new TwoNodes());
    MEASUREMENTS.put("beside", new Beside());
    MEASUREMENTS.put("followers", new ManyFollowers());
    MEASUREMENTS.put("misses", new Misses());
    MEASUREMENTS.put("start", new Starting());
    MEASUREMENTS.put("jmh", new Pieces());
  }

  @Option(
      names = "--only",
      paramLabel = "NAME[,NAME...]",
      defaultValue = "all",
      converter = MeasurementNames.class,
      completionCandidates = MeasurementNames.class,
      description = "Measurements to make: all or some of ${COMPLETION-CANDIDATES}.")
  private Names.Chosen only;

  @Mixin private Effort effort;
  @Mixin private StageOptions options;

  /** Returns 0, even if a target is not reached, and 1 if a measurement failed. */
  @Override
  public Integer call() {
    Stage stage = options.set("performance");
    var wrk = new Wrk(stage.programs(), stage.scratch());
    OwnPostgres postgres = stage.postgres(stage.folder());
    String machine = Machine.shown(postgres);
    var bench = new Bench(effort, stage, postgres, wrk);
    var table = new Table();
    boolean done = true;
    for (String name : only.names()) {
      stage.say(name + " ...");
      try {
        MEASUREMENTS.get(name).run(bench, table);
      } catch (RuntimeException e) {
        // The other measurements still count.
        done = false;
        stage.say(name + " failed: " + e.getMessage());
        table.fail(name, e.getMessage());
      }
    }
    stage.report(
        "performance.md", machine + "\n\n" + shown(stage.flags()) + "\n\n" + table.markdown());
    return done ? 0 : 1;
  }

  /** The flags in one line, without the folders of this machine. */
  private String shown(List<String> flags) {
    return String.format(
        Locale.ROOT,
        "rounds: %d, seconds each: %d, warm-up: %d s, flags of each node: %s",
        effort.rounds(),
        effort.time().toSeconds(),
        effort.warmUp().toSeconds(),
        String.join(" ", flags).replaceAll("=/\\S*/", "="));
  }

  /** The names on the command line. */
  static final class MeasurementNames extends Names {
    MeasurementNames() {
      super(MEASUREMENTS.keySet());
    }
  }
}
