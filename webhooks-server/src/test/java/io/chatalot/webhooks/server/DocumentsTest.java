package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name is there. */
class DocumentsTest {
  private static final Path TOP = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`([A-Z][a-z]\\w*(?:Test|IT|Contract))`");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

  private static final List<String> TESTS = tests();

  static Stream<Path> documents() throws IOException {
    return Stream.concat(
            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(TOP::resolve),
            list(TOP.resolve("docs")).stream())
        .filter(path -> path.toString().endsWith(".md"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theTestsThatItNamesAreThere(Path document) throws Exception {
    List<String> named =
        TEST.matcher(Files.readString(document)).results().map(DocumentsTest::first).toList();

    assertThat(TESTS).containsAll(named).contains("DocumentsTest");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theFilesThatItLinksToAreThere(Path document) throws Exception {
    assertThat(LINK.matcher(Files.readString(document)).results().map(DocumentsTest::first))
        .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
  }

  private static String first(MatchResult result) {
    return result.group(1);
  }

  private static List<String> tests() {
    try (Stream<Path> modules = Files.list(TOP)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(folder -> list(folder).stream())
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
