package io.chatalot.webhooks.bench.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Starts nodes and databases for one command. All of them end with the process. Safe for use by
 * many threads.
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
   * @param flags the JVM's
   * @param environment its settings; without a port it takes a free one
   * @throws BenchException if it does not start
   */
  public Node node(List<String> flags, Map<String, String> environment) {
    return Node.start(options.jar(), scratch, cleanup, flags, environment);
  }

  /**
   * Makes a PostgreSQL and starts it.
   *
   * @param parent a folder to make its own in
   */
  public OwnPostgres postgres(Path parent) {
    return OwnPostgres.start(programs, cleanup, options.postgres(), parent);
  }

  /** Where databases are made, unless a fault needs another folder. */
  public Path folder() {
    return options.folder();
  }

  /** JVM flags that each node has, unless others are asked for. */
  public List<String> flags() {
    return flags;
  }

  /** For logs and scripts. */
  public Path scratch() {
    return scratch;
  }

  /** Runs the system's programs. */
  public Programs programs() {
    return programs;
  }

  /** Closes what is opened on this stage. */
  public Cleanup cleanup() {
    return cleanup;
  }

  /** Says how far it is, on the error stream. */
  public void say(String what) {
    console.getErr().println(what);
  }

  /**
   * Prints a report and keeps it.
   *
   * @param file its name in the folder of results
   */
  public void report(String file, String report) {
    try {
      Path kept = Files.writeString(output.resolve(file), report);
      console.getOut().println(report);
      say("This is in " + kept + " too.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
