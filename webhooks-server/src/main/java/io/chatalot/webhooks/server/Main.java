package io.chatalot.webhooks.server;

/** The command line: serves without arguments, and administers the directory with some. */
public final class Main {
  private Main() {}

  /**
   * Does what the arguments say, and ends the process with 0, or with 2 if they are wrong and 1 if
   * it fails for any other cause.
   */
  public static void main(String[] arguments) {
    CommandLineFace face =
        new CommandLineFace(System.getenv(), System.in, System.out, System.err, Main::serve);
    System.exit(face.run(arguments));
  }

  private static int serve(Settings settings) {
    throw new ServerException("Nothing serves " + settings.host() + " yet");
  }
}
