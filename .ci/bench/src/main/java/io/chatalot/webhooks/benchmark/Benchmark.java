package io.chatalot.webhooks.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command: makes the measurements that were chosen, one after the other, and prints a table.
 */
final class Benchmark {
  private static final Map<String, Measurement> MEASUREMENTS = new LinkedHashMap<>();

  static {
    MEASUREMENTS.put("execute", new Execute());
    MEASUREMENTS.put("flat", new Flat());
    MEASUREMENTS.put("nodes", new TwoNodes());
    MEASUREMENTS.put("followers", new ManyFollowers());
    MEASUREMENTS.put("misses", new Misses());
    MEASUREMENTS.put("start", new Starting());
    MEASUREMENTS.put("jmh", new Pieces());
  }

  private Benchmark() {}

  /** Ends with 0, also where a target is not reached, and with 1 if something failed. */
  public static void main(String[] arguments) throws IOException {
    try {
      System.exit(run(Options.ofSystemProperties()) ? 0 : 1);
    } catch (BenchmarkException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static boolean run(Options options) throws IOException {
    List<String> chosen = chosen(options);
    Files.createDirectories(options.scratch());
    var cleanup = new Cleanup();
    var programs = new Programs(cleanup);
    var wrk = new Wrk(programs, options.scratch());
    OwnPostgres postgres =
        OwnPostgres.start(programs, cleanup, options.postgres(), options.folder());
    var bench = new Bench(options, cleanup, programs, postgres, wrk);
    String machine = Machine.shown(postgres);
    var table = new Table();
    boolean done = true;
    for (String name : chosen) {
      Bench.say(name + " ...");
      try {
        MEASUREMENTS.get(name).run(bench, table);
      } catch (RuntimeException e) {
        // The others have taken their time too, and count.
        done = false;
        Bench.say(name + " failed: " + e.getMessage());
        table.fail(name, e.getMessage());
      }
    }
    String report = machine + "\n\n" + options.shown() + "\n\n" + table.markdown();
    Path file = Files.writeString(options.output().resolve("performance.md"), report);
    System.out.println(report);
    Bench.say("This is in " + file + " too.");
    return done;
  }

  private static List<String> chosen(Options options) {
    if (options.chosen().equals(List.of("all"))) {
      return List.copyOf(MEASUREMENTS.keySet());
    }
    for (String name : options.chosen()) {
      if (!MEASUREMENTS.containsKey(name)) {
        throw new BenchmarkException(
            "There is no measurement " + name + ", but all, " + MEASUREMENTS.keySet());
      }
    }
    return options.chosen();
  }
}
