package io.chatalot.webhooks.benchmark;

import java.util.List;
import java.util.stream.Stream;

/** What whoever runs a command says in system properties; Maven's profiles have the defaults. */
public final class Given {
  private Given() {}

  /**
   * The words of a text, without white space around them, and without empty ones.
   *
   * @param separator a regular expression
   */
  public static List<String> words(String text, String separator) {
    return Stream.of(text.split(separator)).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  /**
   * A whole number from 1 to 999,999,999.
   *
   * @throws BenchmarkException if it is missing or anything else
   */
  public static int number(String name) {
    String given = text(name);
    if (!given.matches("[1-9][0-9]{0,8}")) {
      throw new BenchmarkException("-D" + name + " must be a whole number from 1, not " + given);
    }
    return Integer.parseInt(given);
  }

  /**
   * As it is, without white space around it; it may be empty.
   *
   * @throws BenchmarkException if it is missing
   */
  public static String text(String name) {
    String given = System.getProperty(name);
    if (given == null) {
      throw new BenchmarkException("-D" + name + " is missing: run it by Maven (see the README)");
    }
    return given.strip();
  }
}
