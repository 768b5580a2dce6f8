package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page works under any prefix that a proxy strips, because its addresses are relative. */
class PageFilesTest {
  private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(page/[^\"]+)\"");
  private static final Pattern IMPORTED = Pattern.compile("from \"\\./([^\"]+)\"");

  private static final Pattern ABSOLUTE = Pattern.compile("[\"`](/[a-z][^\"`]*)[\"`]");

  /** The addresses of Chatalot itself, and the part of a webhook's URL after the server's. */
  private static final Map<String, List<String>> OF_CHATALOT =
      Map.of(
          "chatalot.js", List.of("/api/auth/refresh"),
          "login.js", List.of("/login"),
          "tools.js", List.of("/api/webhooks/execute/"));

  private TestServer server;

  @BeforeEach
  void serve() {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theDocumentNamesItsFilesByRelativeAddressesAlone() {
    String document = server.anonymous().get("/").body();
    assertThat(LOADED.matcher(document).results()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(document).doesNotContain("=\"/", "http://", "https://");
  }

  @Test
  void theScriptsNameNoAbsoluteAddressButThoseOfChatalot() {
    Map<String, List<String>> absolute = new TreeMap<>();
    scripts().forEach((file, script) -> absolute.put(file, all(ABSOLUTE, script)));
    absolute.values().removeIf(List::isEmpty);
    assertThat(absolute).isEqualTo(OF_CHATALOT);
  }

  /** The text of each script that the page loads, by file name; without the library. */
  private Map<String, String> scripts() {
    Map<String, String> scripts = new TreeMap<>();
    var open = new ArrayDeque<>(List.of("main.js"));
    while (!open.isEmpty()) {
      String file = open.remove();
      if (!scripts.containsKey(file) && !file.startsWith("preact")) {
        var answer = server.anonymous().get("/page/" + file);
        assertThat(answer.status()).as(file).isEqualTo(200);
        scripts.put(file, answer.body());
        open.addAll(all(IMPORTED, answer.body()));
      }
    }
    return scripts;
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
