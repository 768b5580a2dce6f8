package io.chatalot.webhooks.adapter.http.tool.github;

import static io.chatalot.webhooks.adapter.http.tool.github.GitHubDeliveries.json;
import static io.chatalot.webhooks.adapter.http.tool.github.GitHubDeliveries.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.domain.WebhookException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubPushTest {
  private static final String NONE = "0".repeat(40);
  private static final String OLD = "a".repeat(40);
  private static final String NEW = "b".repeat(40);

  @Test
  void aPushListsItsCommitsWithTheirAuthors() {
    assertThat(told("push", push("refs/heads/main", OLD, NEW, commits(2))))
        .isEqualTo(
            """
            @ BOT pushed [2 commits](https://git.example/compare) to [`main`](https://git.example/o/r/tree/main)
            - [`0000000`](https://git.example/c/0) Change \\*0\\* – The owner
            - [`1000000`](https://git.example/c/1) Change \\*1\\* – The owner\
            """);
  }

  @Test
  void ofMoreThanFiveCommitsTheRestIsCounted() {
    String message = told("push", push("refs/heads/main", OLD, NEW, commits(7)));
    assertThat(message.lines()).hasSize(7);
    assertThat(message)
        .contains(" pushed [7 commits](")
        .endsWith("\n- and [2 more](https://git.example/compare)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          refs/heads/a/b | OLD  | NONE | false | 0 | @ BOT deleted branch `a/b`
          refs/tags/v1   | OLD  | NONE | false | 0 | @ BOT deleted tag `v1`
          refs/heads/a/b | NONE | NEW  | false | 0 | @ BOT created branch [`a/b`](https://git.example/o/r/tree/a/b) at SHA
          refs/heads/a   | NONE | NEW  | false | 1 | @ BOT created branch [`a`](https://git.example/o/r/tree/a) with [1 commit](https://git.example/compare)
          refs/tags/v 1  | NONE | NEW  | false | 0 | @ BOT created tag [`v 1`](https://git.example/o/r/tree/v%201) at SHA
          refs/tags/v1   | OLD  | NEW  | true  | 0 | @ BOT moved tag [`v1`](https://git.example/o/r/tree/v1) to SHA
          refs/heads/a   | OLD  | NEW  | true  | 0 | @ BOT force-pushed branch [`a`](https://git.example/o/r/tree/a), which is now at SHA
          refs/heads/a   | OLD  | NEW  | true  | 1 | @ BOT force-pushed [1 commit](https://git.example/compare) to [`a`](https://git.example/o/r/tree/a)
          """)
  void whatBecameOfTheBranchOrTagIsSaid(
      String ref, String before, String after, boolean forced, int commits, String expected) {
    String payload = push(ref, id(before), id(after), commits(commits)) + ",\"forced\": " + forced;
    assertThat(told("push", payload).lines().findFirst())
        .contains(
            expected.replace("SHA", "[`bbbbbbb`](https://git.example/o/r/commit/" + NEW + ")"));
  }

  private static String id(String name) {
    return name.equals("NONE") ? NONE : name.equals("OLD") ? OLD : NEW;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create | branch | @ BOT created branch [`x`](https://git.example/o/r/tree/x)
          create | tag    | @ BOT created tag [`x`](https://git.example/o/r/tree/x)
          delete | branch | @ BOT deleted branch `x`
          delete | tag    | @ BOT deleted tag `x`
          """)
  void aNewAndADeletedRefAreTold(String event, String type, String expected) {
    assertThat(told(event, "\"ref\": \"x\", \"ref_type\": \"" + type + "\"")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "create", "delete", "pull_request", "issues", "star", "public"})
  void aPayloadThatSaysNothingIsRefused(String event) {
    for (String payload : new String[] {"{}", "[]", "null", "\"x\"", "{\"ref\": null}"}) {
      assertThatThrownBy(() -> GitHub.read(event, json(payload)))
          .isInstanceOf(WebhookException.class);
    }
  }

  @Test
  void whatIsMissingNullOrOfAnotherTypeIsNotPrinted() {
    String odd =
        """
        {"ref": "refs/heads/main", "before": 7, "after": null, "compare": {}, "repository": [],
         "sender": null, "pusher": {"name": null},
         "commits": [null, 7, {}, {"id": null, "message": {}, "author": null, "url": 8}]}
        """;
    assertThat(told(GitHub.read("push", json(odd))))
        .isEqualTo(
            """
            somebody pushed 4 commits to `main`
            - (without a message)
            - (without a message)
            - and 2 more\
            """);
  }

  @Test
  void namesAndTitlesAreNoMarkupAndOddAddressesNoLinks() {
    String odd =
        """
        {"action": "opened", "sender": {"login": "*a*`b`", "html_url": "javascript:alert(1)"},
         "repository": {"full_name": "o/[r](x)", "html_url": "https://git.example/) x"},
         "issue": {"number": 1, "title": "<b>\\n# @all](https://evil.example)", "html_url": null}}
        """;
    assertThat(told(GitHub.read("issues", json(odd))))
        .isEqualTo("**o/\\[r\\](x)**: \\*a\\*\\`b\\` opened issue #1 \\<b>");
  }

  private static String push(String ref, String before, String after, String commits) {
    return String.format(
        Locale.ROOT,
        """
        "ref": "%s", "before": "%s", "after": "%s", "compare": "https://git.example/compare",
        "commits": [%s]\
        """,
        ref,
        before,
        after,
        commits);
  }

  private static String commits(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    """
                    {"id": "%s", "message": "Change *%s*\\n\\nAt length.", "url":
                     "https://git.example/c/%s", "author": {"name": "The owner"}}\
                    """,
                    i + "0".repeat(39),
                    i,
                    i))
        .collect(Collectors.joining(","));
  }
}
