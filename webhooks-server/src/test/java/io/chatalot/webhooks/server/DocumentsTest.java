package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file, section, type, room and profile that the documents name exists. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  private static final Pattern FILE =
      Pattern.compile("`((?:docs|\\.ci|webhooks-[a-z-]+)/[\\w./-]+)`");

  private static final Pattern TYPE =
      Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?(?:\\(\\))?`");

  private static final Pattern ROOM =
      Pattern.compile("`((?:domain|application|adapter|server|bench)(?:\\.[a-z]+)*)`");

  private static final Pattern PROFILE = Pattern.compile("mvn [^`\n]*?-P(\\w+)");

  /** Names of the JDK, of libraries, protocols and other programs. */
  private static final Set<String> FOREIGN =
      Set.of(
          "Backup",
          "Chatalot",
          "EagerContentHandler",
          "EventSource",
          "Forwarded",
          "Host",
          "HttpOnly",
          "Impl",
          "LimitNOFILE",
          "Locale",
          "Location",
          "OutOfMemoryError",
          "ProcessHandle",
          "RateLimit",
          "Set",
          "SyncWebhook",
          "Throwable",
          "WriteListener");

  private static final Map<String, Path> SOURCES = Repository.sources();

  static Stream<Path> documents() {
    return Stream.concat(
            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(Repository.TOP::resolve),
            Repository.below(Repository.TOP.resolve("docs")).stream())
        .filter(path -> path.toString().endsWith(".md"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theFilesAndSectionsThatItLinksToAreThere(Path document) {
    for (MatchResult link : LINK.matcher(Repository.prose(document)).results().toList()) {
      Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
      assertThat(target).exists();
      if (link.group(2) != null) {
        assertThat(anchors(target)).contains(link.group(2));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theFilesThatItNamesAreThere(Path document) {
    assertThat(Repository.matches(FILE, Repository.prose(document)))
        .filteredOn(file -> !file.contains("/target/"))
        .allSatisfy(file -> assertThat(Repository.TOP.resolve(file)).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theTypesThatItNamesAreThereWithTheirMembers(Path document) {
    for (MatchResult type : TYPE.matcher(Repository.prose(document)).results().toList()) {
      String name = type.group(1);
      if (!FOREIGN.contains(name)) {
        assertThat(SOURCES.get(name)).as("the source of %s", name).isNotNull();
        if (type.group(2) != null) {
          assertThat(Repository.text(SOURCES.get(name)))
              .containsPattern("\\b" + type.group(2) + "\\b");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theRoomsThatItNamesAreThere(Path document) {
    assertThat(Repository.matches(ROOM, Repository.prose(document))).allMatch(Repository::hasRoom);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theProfilesThatItNamesAreThere(Path document) {
    String poms =
        Repository.text(Repository.TOP.resolve("pom.xml"))
            + Repository.text(Repository.TOP.resolve(".ci/bench/pom.xml"));
    assertThat(Repository.matches(PROFILE, Repository.text(document)))
        .allSatisfy(profile -> assertThat(poms).contains("<id>" + profile + "</id>"));
  }

  /** The names under which GitHub links to the sections of a document. */
  private static List<String> anchors(Path document) {
    return Repository.matches(HEADING, Repository.text(document)).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .toList();
  }
}
