package io.chatalot.webhooks.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that begin with {@code community}. */
@Command(name = "community", description = "Communities.")
final class CommunityCommands {
  private final AdminAccess access;

  @Spec private CommandSpec spec;

  CommunityCommands(AdminAccess access) {
    this.access = access;
  }

  @Command(description = "Adds a community.")
  void add(
      @Parameters(paramLabel = "NAME", description = "1 to 100 characters") String name,
      @Option(
              names = "--owner",
              paramLabel = "USERNAME",
              required = true,
              description = "the user who becomes its Owner")
          String owner) {
    access.print(spec.commandLine().getOut(), admin -> admin.addCommunity(name, owner));
  }
}
