package io.chatalot.webhooks.server.command;

import java.io.InputStream;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that begin with {@code user}. */
@Command(name = "user", description = "Users.")
final class UserCommands {
  private final AdminAccess access;
  private final InputStream in;

  @Spec private CommandSpec spec;

  UserCommands(AdminAccess access, InputStream in) {
    this.access = access;
    this.in = in;
  }

  @Command(description = "Adds a user, whose password is the first line of standard input.")
  void add(
      @Parameters(paramLabel = "USERNAME", description = "1 to 64 of A-Z a-z 0-9 . _ -")
          String username,
      @Option(
              names = "--display-name",
              paramLabel = "NAME",
              description = "1 to 64 characters; the default is the user name")
          String displayName) {
    access.requireInCharge();
    String password = PasswordInput.read(in);
    access.print(
        spec.commandLine().getOut(),
        admin -> admin.addUser(username, Optional.ofNullable(displayName), password));
  }
}
