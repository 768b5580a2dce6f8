package io.chatalot.webhooks.bench.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Starts nodes and databases for one command, which all end with the process. Safe for use by many
 * threads.
 */
public final class Stage {
  private final StageOptions options;
  private final List<String> flags;
  private final Path output;
  private final Path scratch;
  private final CommandLine console;
  private final Cleanup cleanup = new Cleanup();
  private final Programs programs = new Programs(cleanup);

  Stage(StageOptions options, List<String> flags, Path output, Path scratch, CommandLine console) {
    this.options = options;
    this.flags = flags;
    this.output = output;
    this.scratch = scratch;
    this.console = console;
  }

  /**
   * Starts a node with the flags of the command line; see the other method.
   *
   * @param environment its settings; without a port it takes a free one
   */
  public Node node(Map<String, String> environment) {
    return node(flags, environment);
  }

  /**
   * Starts a node and waits until it is ready. The limits on calls and streams are on, but too high
   * to refuse.
   *
   * @param flags of the JVM
   * @param environment its settings; without a port it takes a free one
   * @throws BenchException if it does not start
   */
  public Node node(List<String> flags, Map<String, String> environment) {
    return Node.start(options.jar(), scratch, cleanup, flags, environment);
  }

  /**
   * Creates a PostgreSQL and starts it.
   *
   * @param parent the folder for its own folder
   */
  public OwnPostgres postgres(Path parent) {
    return OwnPostgres.start(programs, cleanup, options.postgres(), parent);
  }

  /** The folder of databases, unless a fault needs another one. */
  public Path folder() {
    return options.folder();
  }

  /** The default JVM flags of a node. */
  public List<String> flags() {
    return flags;
  }

  /** The folder for logs and scripts. */
  public Path scratch() {
    return scratch;
  }

  /** Runs the system's programs. */
  public Programs programs() {
    return programs;
  }

  /** Closes the resources of this stage. */
  public Cleanup cleanup() {
    return cleanup;
  }

  /** Reports progress on the error stream. */
  public void say(String what) {
    console.getErr().println(what);
  }

  /**
   * Prints a report and writes it to a file.
   *
   * @param file its name in the folder of results
   */
  public void report(String file, String report) {
    try {
      Path kept = Files.writeString(output.resolve(file), report);
      console.getOut().println(report);
      say("The report is also in " + kept + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
