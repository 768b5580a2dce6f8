package io.chatalot.webhooks.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chatalot.webhooks.bench.faults.FaultsCommand;
import io.chatalot.webhooks.bench.performance.PerformanceCommand;
import io.chatalot.webhooks.bench.stage.BenchException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
    name = "bench",
    description = {
      "Measures the server's jar, or breaks it, on a PostgreSQL of its own. Run it in the"
          + " folder of the whole project, after mvn -Pbench -DskipTests package.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PerformanceCommand.class, FaultsCommand.class})
public final class Main {
  private static final int USAGE = 2;
  private static final int FAILURE = 1;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  private Main() {}

  /**
   * Runs a command and ends the process: with 0, with 2 on wrong arguments, and with 1 if a
   * measurement fails or the books do not balance.
   */
  public static void main(String[] arguments) {
    // Silences SLF4J, which Jdbi needs and nothing here logs by.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    var out = new PrintWriter(System.out, true, UTF_8);
    var err = new PrintWriter(System.err, true, UTF_8);
    System.exit(run(out, err, arguments));
  }

  /** Runs a command, and returns the exit status. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return line()
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler((wrong, given) -> refuse(err, wrong))
        .setExecutionExceptionHandler((failed, command, given) -> fail(err, failed))
        .execute(withoutEmpty(arguments));
  }

  /** Creates the command line. {@code @FILE} is a file of JVM flags, not of arguments. */
  static CommandLine line() {
    return new CommandLine(new Main()).setExpandAtFiles(false);
  }

  /**
   * Drops options without a value, which then have their defaults: Maven cannot leave an argument
   * out.
   */
  static String[] withoutEmpty(String... arguments) {
    return Stream.of(arguments).filter(each -> !each.matches("--[a-z]+=")).toArray(String[]::new);
  }

  private static int refuse(PrintWriter err, ParameterException wrong) {
    err.println(wrong.getMessage() + "; see --help");
    return USAGE;
  }

  private static int fail(PrintWriter err, Exception failed) {
    if (failed instanceof BenchException || failed instanceof UncheckedIOException) {
      err.println(failed.getMessage());
    } else {
      failed.printStackTrace(err);
    }
    return FAILURE;
  }
}
