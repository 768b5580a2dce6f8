package io.chatalot.webhooks.server.embedded;

import io.chatalot.webhooks.server.settings.Causes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs PostgreSQL's programs, and reports failures in one line. */
final class Programs {
  private static final int PATIENCE_SECONDS = 150;

  private final Folder folder;
  private final Path bin;

  Programs(Folder folder, Path unpacked) {
    this.folder = folder;
    this.bin = unpacked.resolve("bin");
  }

  /**
   * Runs a program to its end.
   *
   * @throws EmbeddedDatabaseException if the program fails, with its last output
   */
  void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(disguise());
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    // A file and not a pipe: on Windows the postmaster would inherit the pipe, which would never
    // end.
    builder.redirectOutput(folder.commandLog().toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException notFound) {
      throw failed(program, Causes.of(notFound));
    }
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed(program, "it took more than " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw failed(program, "it was interrupted");
    }
    if (process.exitValue() != 0) {
      throw failed(program, lastWords());
    }
  }

  /**
   * PostgreSQL refuses to run as root, so root runs it in a user namespace without names. There it
   * is an ordinary user, and the files still belong to root. The same helps a user of a container
   * that has a number and no name.
   */
  private static List<String> disguise() {
    String user = System.getProperty("user.name");
    boolean linux = System.getProperty("os.name").equalsIgnoreCase("Linux");
    return linux && (user.equals("root") || user.equals("?"))
        ? List.of("unshare", "-U")
        : List.of();
  }

  private String lastWords() throws IOException {
    List<String> words = new ArrayList<>(read(folder.commandLog()));
    List<String> fatal =
        read(folder.serverLog()).stream().filter(line -> line.contains("FATAL:")).toList();
    words.addAll(fatal.subList(Math.max(0, fatal.size() - 1), fatal.size()));
    return words.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.endsWith("... stopped waiting"))
        .skip(Math.max(0, words.size() - 3))
        .collect(Collectors.joining("; "));
  }

  private static List<String> read(Path log) throws IOException {
    return Files.isRegularFile(log)
        ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList()
        : List.of();
  }

  private EmbeddedDatabaseException failed(String program, String why) {
    boolean refused = why.toLowerCase(Locale.ROOT).contains("unshare");
    return new EmbeddedDatabaseException(
        "The embedded PostgreSQL in "
            + folder.root()
            + " failed ("
            + program
            + "): "
            + why
            + (refused
                ? "; run this as an ordinary user, since PostgreSQL refuses to run as root, or set"
                    + " WEBHOOKS_DATABASE_URL"
                : ""));
  }
}
