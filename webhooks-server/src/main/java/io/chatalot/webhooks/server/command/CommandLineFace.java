package io.chatalot.webhooks.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.server.directory.DirectoryException;
import io.chatalot.webhooks.server.embedded.EmbeddedDatabaseException;
import io.chatalot.webhooks.server.settings.Launch;
import io.chatalot.webhooks.server.settings.LogFormat;
import io.chatalot.webhooks.server.settings.ServerException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/**
 * Runs one command line. Whatever fails is told in one line on the error stream; nothing but a
 * command's result is written to the output stream. Both are written in UTF-8.
 */
public final class CommandLineFace {
  private static final int USAGE = 2;
  private static final int FAILURE = 1;

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
   * @return 0, or 2 if the arguments are wrong, or 1 if it failed for any other cause
   */
  public int run(String... arguments) {
    LogFormat.of(environment).use();
    for (String argument : arguments) {
      if (!Launch.isReadable(argument)) {
        say("The arguments must be in UTF-8, and there is one that is not: " + argument);
        return USAGE;
      }
    }
    if (!Launch.findsItsFolder()) {
      say(
          "The locale's charset "
              + Launch.charset()
              + " cannot hold the name of the folder in which this was started; use a locale of"
              + " UTF-8, such as LC_ALL=C.UTF-8, or another folder");
      return FAILURE;
    }
    AdminAccess access = new AdminAccess(environment);
    CommandLine line =
        new CommandLine(new Commands(environment, serving))
            .addSubcommand(new UserCommands(access, in))
            .addSubcommand(new CommunityCommands(access))
            .addSubcommand(new ChannelCommands(access))
            .addSubcommand(new MemberCommands(access))
            .setOut(out)
            .setErr(err)
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
            .setParameterExceptionHandler((wrong, given) -> refuse(wrong))
            .setExecutionExceptionHandler((failed, command, given) -> fail(failed));
    int status = line.execute(arguments);
    if (status == 0 && out.checkError()) {
      say("Standard output does not take what is to be told: it is closed, or its disk is full");
      return FAILURE;
    }
    return status;
  }

  private int refuse(ParameterException wrong) {
    say(wrong.getMessage() + "; see --help");
    return USAGE;
  }

  private int fail(Exception failed) {
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
