package io.chatalot.webhooks.bench.stage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the system's programs, and ends the programs that still run at the end. */
public final class Programs {
  private final Cleanup cleanup;

  /** Creates the programs of one command. */
  Programs(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  /**
   * Finds a program.
   *
   * @param install the advice for a missing program
   * @throws BenchException if it is not in the {@code PATH}
   */
  public static Path find(String program, String install) {
    return search(program)
        .orElseThrow(
            () ->
                new BenchException(
                    "There is no " + program + " on this machine: " + install + "."));
  }

  static Optional<Path> search(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a program to its end.
   *
   * @return its output
   * @throws BenchException if it fails, with its output
   */
  public String run(List<String> command, Map<String, String> environment) {
    Process process = start(command, environment);
    try {
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new BenchException(command.get(0) + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new BenchException("It was interrupted", stop);
    }
  }

  private Process start(List<String> command, Map<String, String> environment) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.directory(new File("/"));
      builder.environment().put("LC_ALL", "C");
      builder.environment().putAll(environment);
      Process process = builder.start();
      cleanup.later(process::destroy);
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
