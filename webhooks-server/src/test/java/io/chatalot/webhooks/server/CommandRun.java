package io.chatalot.webhooks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chatalot.webhooks.server.command.CommandLineFace;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** The outcome of one command line, which gets no standard input and does not serve. */
record CommandRun(int status, String out, String err) {
  private static final InputStream UNREADABLE =
      new InputStream() {
        @Override
        public int read() {
          throw new AssertionError("a command reads");
        }
      };

  static CommandRun of(Place place, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var face =
        new CommandLineFace(
            place.settings(),
            UNREADABLE,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            settings -> {
              throw new AssertionError("it serves");
            });
    int status = face.run(arguments);
    return new CommandRun(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** The commands that the help lists. */
  static List<String> names() {
    String help = of(Place.STANDALONE, "--help").out();
    return help.substring(help.indexOf("\nCommands:"))
        .lines()
        .skip(2)
        .takeWhile(line -> !line.isBlank())
        .filter(line -> line.matches("  \\w.*"))
        .map(line -> line.strip().split(" ")[0])
        .toList();
  }
}
