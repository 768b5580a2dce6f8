package io.chatalot.webhooks.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The places of the server, PostgreSQL and the results: options of both commands. */
public final class StageOptions {
  @Option(
      names = "--flags",
      paramLabel = "FLAGS",
      defaultValue = "@webhooks-server/target/jvm.options",
      description = "JVM flags of each node; @FILE stands for the flags in a file.")
  private String flags;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      defaultValue = "webhooks-server/target/webhooks-server.jar",
      description = "The server.")
  private Path jar;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = "/var/tmp",
      description = "Folder of the databases: on a disk, since fsync costs nothing in memory.")
  private Path folder;

  @Option(
      names = "--postgres",
      paramLabel = "FOLDER",
      description = "Folder of PostgreSQL's programs; by default the newest installed one.")
  private Path postgres;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      defaultValue = ".ci/bench/target",
      description = "Folder of the results and of the nodes' logs.")
  private Path output;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Sets the stage.
   *
   * @param name of the folder in {@code --output} for logs and scripts
   * @throws ParameterException if the jar, a folder or a file of flags does not exist
   */
  public Stage set(String name) {
    Path absolute = output.toAbsolutePath().normalize();
    Path scratch = absolute.resolve(name);
    if (!Files.isRegularFile(jar)) {
      throw refuse("--jar", "there is no file " + jar + "; mvn -DskipTests package builds it");
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw refuse("--folder", "there is no folder " + folder + " to write to");
    }
    if (postgres != null && !Files.isExecutable(postgres.resolve("initdb"))) {
      throw refuse("--postgres", "there is no initdb in " + postgres);
    }
    List<String> words = flags();
    try {
      Files.createDirectories(scratch);
    } catch (IOException e) {
      throw refuse("--output", "the folder " + scratch + " cannot be made");
    }
    return new Stage(this, words, absolute, scratch, command.commandLine());
  }

  private List<String> flags() {
    try {
      return JvmFlags.of(flags);
    } catch (BenchException e) {
      throw refuse("--flags", e.getMessage());
    }
  }

  private ParameterException refuse(String option, String why) {
    return new ParameterException(
        command.commandLine(), "Invalid value for option '" + option + "': " + why);
  }

  Path jar() {
    return jar.toAbsolutePath().normalize();
  }

  Path folder() {
    return folder.toAbsolutePath().normalize();
  }

  /** The folder of PostgreSQL's programs; empty takes the newest installed one. */
  Optional<Path> postgres() {
    return Optional.ofNullable(postgres).map(Path::toAbsolutePath);
  }
}
