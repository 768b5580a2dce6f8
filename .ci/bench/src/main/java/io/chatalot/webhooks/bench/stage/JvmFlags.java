package io.chatalot.webhooks.bench.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The flags of a JVM in one text. */
final class JvmFlags {
  private JvmFlags() {}

  /**
   * Splits at white space. {@code @FILE} stands for the flags in a file, so that a report shows
   * them.
   *
   * @throws BenchException if the file does not exist
   */
  static List<String> of(String text) {
    return words(text).flatMap(JvmFlags::expand).toList();
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty());
  }

  private static Stream<String> expand(String word) {
    if (!word.startsWith("@")) {
      return Stream.of(word);
    }
    Path file = Path.of(word.substring(1));
    if (!Files.isRegularFile(file)) {
      throw new BenchException("there is no file " + file);
    }
    try {
      return words(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
