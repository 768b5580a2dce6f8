package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.bench.stage.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Load by {@code wrk}: each connection sends the next request as soon as it is answered. */
public final class Wrk {
  /** Makes the requests before the clock runs; during the run only the next one is chosen. */
  private static final String SCRIPT =
      """
      local body = [[%s]]
      local paths = {
      %s
      }
      local made = {}
      local threads = 0

      function setup(thread)
        thread:set("offset", threads * 7919)
        threads = threads + 1
      end

      function init(args)
        local headers = {["Host"] = wrk.headers["Host"], ["Content-Type"] = "application/json"}
        for i, path in ipairs(paths) do
          made[i] = wrk.format("POST", path, headers, body)
        end
      end

      function request()
        offset = offset %% #made + 1
        return made[offset]
      end

      function done(summary, latency, requests)
        local errors = summary.errors
        io.write(string.format("counted %%d requests in %%d us, %%d refused, %%d broken\\n",
          summary.requests, summary.duration, errors.status,
          errors.connect + errors.read + errors.write + errors.timeout))
      end
      """;

  private static final Pattern COUNTED =
      Pattern.compile("counted (\\d+) requests in (\\d+) us, (\\d+) refused, (\\d+) broken");

  private final Path program = Programs.find("wrk", "apt-get install wrk");
  private final Programs programs;
  private final Path folder;

  /** Finds the program; its scripts go into the folder. */
  public Wrk(Programs programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  /**
   * Applies the loads at the same time.
   *
   * @return requests a second of all loads together
   * @throws BenchException if any answer was not as expected
   */
  public double run(Duration time, List<Load> loads) {
    List<Answers> before = loads.stream().map(load -> answers(load)).toList();
    double rate =
        loads.stream()
            .map(load -> CompletableFuture.supplyAsync(() -> run(time, load)))
            .toList()
            .stream()
            .mapToDouble(CompletableFuture::join)
            .sum();
    for (int i = 0; i < loads.size(); i++) {
      Load load = loads.get(i);
      answers(load).requireOnly(load.expected(), before.get(i));
    }
    return rate;
  }

  private static Answers answers(Load load) {
    return Answers.of(load.node(), load.route());
  }

  private double run(Duration time, Load load) {
    int threads = Math.min(load.connections(), 2);
    List<String> command =
        List.of(
            program.toString(),
            "-t" + threads,
            "-c" + load.connections(),
            "-d" + time.toSeconds() + "s",
            "--timeout=20s",
            "-s" + script(load),
            load.node().url());
    String said = programs.run(command, Map.of());
    Matcher counted = COUNTED.matcher(said);
    if (!counted.find() || !counted.group(4).equals("0")) {
      throw new BenchException("Connections broke: " + said);
    }
    return Double.parseDouble(counted.group(1)) / Double.parseDouble(counted.group(2)) * 1e6;
  }

  private Path script(Load load) {
    String paths =
        load.paths().stream().map(path -> "  \"" + path + "\",").collect(Collectors.joining("\n"));
    try {
      Path script = Files.createTempFile(folder, "load-", ".lua");
      script.toFile().deleteOnExit();
      return Files.writeString(script, String.format(Locale.ROOT, SCRIPT, Execution.BODY, paths));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
