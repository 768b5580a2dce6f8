package io.chatalot.webhooks.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.server.directory.DirectoryException;
import io.chatalot.webhooks.server.embedded.EmbeddedDatabaseException;
import io.chatalot.webhooks.server.settings.Launch;
import io.chatalot.webhooks.server.settings.LogFormat;
import io.chatalot.webhooks.server.settings.ServerException;
import io.chatalot.webhooks.server.settings.SettingsException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/**
 * Runs one command line. A failure is one line on the error stream, and each wrong setting one
 * more; only the result of a command goes to the output stream. Both streams are written in UTF-8.
 */
public final class CommandLineFace {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  /**
   * As {@code EX_CONFIG} of sysexits.h: a supervisor that starts the server again gains nothing.
   */
  private static final int WRONG_SETTINGS = 78;

  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Serving serving;

  public CommandLineFace(
      Map<String, String> environment,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Serving serving) {
    this.environment = environment;
    this.in = in;
    this.out = new PrintWriter(out, true, UTF_8);
    this.err = new PrintWriter(err, true, UTF_8);
    this.serving = serving;
  }

  /**
   * @return the exit status: 0, 2 for wrong arguments, 78 if the server cannot serve with its
   *     settings, and 1 for any other failure
   */
  public int run(String... arguments) {
    LogFormat.of(environment).use();
    for (String argument : arguments) {
      if (!Launch.isReadable(argument)) {
        say("The arguments must be in UTF-8; this argument is not: " + argument);
        return USAGE;
      }
    }
    if (!Launch.findsItsFolder()) {
      say(
          "The locale's charset "
              + Launch.charset()
              + " cannot hold the name of the current folder; use a locale of UTF-8, such as"
              + " LC_ALL=C.UTF-8, or another folder");
      return FAILURE;
    }
    AdminAccess access = new AdminAccess(environment);
    CommandLine line =
        new CommandLine(new Commands(environment, serving))
            .addSubcommand(new UserCommands(access, in))
            .addSubcommand(new CommunityCommands(access))
            .addSubcommand(new ChannelCommands(access))
            .addSubcommand(new MemberCommands(access))
            .addSubcommand(new DetachCommand(access))
            .setOut(out)
            .setErr(err)
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
            .setParameterExceptionHandler((wrong, given) -> refuse(wrong))
            .setExecutionExceptionHandler((failed, command, given) -> fail(failed, command));
    int status = line.execute(arguments);
    if (status == 0 && out.checkError()) {
      say("Standard output is closed, or its disk is full; the result could not be written");
      return FAILURE;
    }
    return status;
  }

  private int refuse(ParameterException wrong) {
    say(wrong.getMessage() + "; see --help");
    return USAGE;
  }

  private int fail(Exception failed, CommandLine command) {
    if (failed instanceof SettingsException wrong) {
      wrong.faults().forEach(this::say);
      return command.getParent() == null ? WRONG_SETTINGS : FAILURE;
    }
    boolean expected =
        failed instanceof ServerException
            || failed instanceof DirectoryException
            || failed instanceof EmbeddedDatabaseException
            || failed instanceof WebhookException;
    say(expected ? failed.getMessage() : "Unexpectedly failed: " + failed);
    return FAILURE;
  }

  private void say(String message) {
    err.println(message.strip().replaceAll("\\s*\\R\\s*", "; "));
  }
}
