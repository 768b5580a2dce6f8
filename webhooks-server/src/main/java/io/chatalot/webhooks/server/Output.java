package io.chatalot.webhooks.server;

import java.io.PrintWriter;

/** Writes what can be had only once. */
final class Output {
  private Output() {}

  /**
   * Writes a line, and sees whether it was taken.
   *
   * @param out what has failed once stays so
   * @throws ServerException if it was not, because the output is closed or its disk is full, say
   */
  static void deliver(PrintWriter out, Object line) {
    out.println(line);
    if (out.checkError()) {
      throw new ServerException(
          "Nothing was made, since standard output does not take what is to be told: it is closed,"
              + " or its disk is full");
    }
  }
}
