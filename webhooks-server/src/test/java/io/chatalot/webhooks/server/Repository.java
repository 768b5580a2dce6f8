package io.chatalot.webhooks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the checkout, for tests that compare its documents with them. */
final class Repository {
  static final Path TOP = Path.of("..");

  private static final Pattern EXAMPLE = Pattern.compile("```.*?```", Pattern.DOTALL);

  private Repository() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document without its examples. */
  static String prose(Path document) {
    return EXAMPLE.matcher(text(document)).replaceAll("");
  }

  /** The first group of each match. */
  static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  /** Everything below a folder. */
  static List<Path> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Java sources of all modules, tests included, by the name of their type. */
  static Map<String, Path> sources() {
    return roots()
        .flatMap(root -> below(root).stream())
        .filter(file -> file.toString().endsWith(".java"))
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString().replace(".java", ""),
                Function.identity(),
                (one, other) -> one));
  }

  /** Whether a module has this package, named below {@code io.chatalot.webhooks}. */
  static boolean hasRoom(String name) {
    Path folder = Path.of("io/chatalot/webhooks", name.split("\\."));
    return roots().anyMatch(root -> Files.isDirectory(root.resolve(folder)));
  }

  private static Stream<Path> roots() {
    return Stream.concat(list(TOP), Stream.of(TOP.resolve(".ci/bench")))
        .flatMap(module -> Stream.of("src/main/java", "src/test/java").map(module::resolve))
        .filter(Files::isDirectory);
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
