package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.server.settings.Causes;
import io.chatalot.webhooks.server.settings.Launch;
import io.chatalot.webhooks.server.settings.ServerException;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a password: from the terminal, without echo, or else from standard input. */
public final class PasswordInput {
  /** More than the longest password needs in UTF-8. */
  private static final int MAX_BYTES = 8_192;

  private PasswordInput() {}

  /**
   * Reads the first line, in UTF-8.
   *
   * @throws ServerException if there is no line, or it is too long or not in UTF-8
   */
  static String read(InputStream in) {
    Console console = System.console();
    if (in == System.in && console != null && isTerminal(console)) {
      char[] typed = console.readPassword("Password: ");
      if (typed == null) {
        throw none();
      }
      return typed(typed);
    }
    try {
      return firstLine(in);
    } catch (IOException broken) {
      throw new ServerException("The password cannot be read: " + Causes.of(broken));
    }
  }

  /**
   * Takes a typed password, which the JVM has decoded by the locale's charset.
   *
   * @throws ServerException if that charset could not decode all of it
   */
  public static String typed(char[] characters) {
    String typed = new String(characters);
    if (!Launch.isReadable(typed)) {
      throw new ServerException(
          "The password has characters that the locale's charset cannot hold; use a locale of"
              + " UTF-8, such as LC_ALL=C.UTF-8, or give it by standard input");
    }
    return typed;
  }

  private static String firstLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      throw none();
    }
    while (next >= 0 && next != '\n') {
      line.write(next);
      if (line.size() > MAX_BYTES) {
        throw new ServerException("The password is too long");
      }
      next = in.read();
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString();
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    } catch (CharacterCodingException notText) {
      throw new ServerException("The password must be in UTF-8");
    }
  }

  /** Since Java 22 a process has a console even without a terminal. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  private static ServerException none() {
    return new ServerException("A password must come as the first line of the input");
  }
}
