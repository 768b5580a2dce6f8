package io.chatalot.webhooks.adapter.http.tool.github;

import static io.chatalot.webhooks.adapter.http.tool.github.GitHubDeliveries.json;
import static io.chatalot.webhooks.adapter.http.tool.github.GitHubDeliveries.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Differences between the deliveries of Gitea or Forgejo and GitHub's. */
class GiteaTest {
  private static final String COMMON =
      """
      {"repository": {"full_name": "o/r", "html_url": "https://git.example/o/r", "fork": %s,
         "original_url": ""},
       "sender": {"login": "owner", "username": "owner"}, %s}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          push | "ref": "refs/heads/main", "before": "a", "after": "b", "compare_url": "https://git.example/cmp", "total_commits": 9, "commits": [{"id": "c", "message": "Fix\\n", "url": "https://git.example/c", "author": {"name": "", "username": "mod"}}] | `owner pushed [9 commits](https://git.example/cmp) to ["main"](https://git.example/o/r/src/branch/main)\n- ["c"](https://git.example/c) Fix – mod\n- and [8 more](https://git.example/cmp)`
          create | "ref": "x", "ref_type": "branch" | owner created branch ["x"](https://git.example/o/r/src/branch/x)
          create | "ref": "v1", "ref_type": "tag" | owner created tag ["v1"](https://git.example/o/r/src/tag/v1)
          pull_request | "action": "closed", "pull_request": {"number": 1, "title": "T", "merged": true, "merged_at": "x", "base": {"ref": "main"}} | owner merged pull request #1 T into "main"
          pull_request | "action": "closed", "pull_request": {"number": 1, "title": "T", "merged": false, "merged_at": null} | owner closed pull request #1 T without merging it
          pull_request_approved | "action": "reviewed", "pull_request": {"number": 1, "title": "T"}, "review": {"type": "pull_request_review_approved", "content": "Fine"} | `owner approved pull request #1 T\n> Fine`
          pull_request_rejected | "action": "reviewed", "pull_request": {"number": 1, "title": "T"}, "review": {"content": ""} | owner requested changes in pull request #1 T
          pull_request_comment  | "action": "reviewed", "pull_request": {"number": 1, "title": "T"}, "review": {"content": "Hm"} | `owner reviewed pull request #1 T\n> Hm`
          issue_comment | "action": "created", "is_pull": true, "issue": {"number": 1, "title": "T"}, "comment": {"body": "Hm"} | `owner commented on pull request #1 T\n> Hm`
          release | "action": "published", "release": {"tag_name": "v1", "name": "v1", "prerelease": true} | owner published pre-release v1
          repository | "action": "created" | owner created the repository
          """)
  void itsDeliveriesReadLikeGitHubs(String event, String payload, String expected) {
    assertThat(
            told(GitHub.read(event, json(String.format(Locale.ROOT, COMMON, false, payload))))
                .replace('`', '"'))
        .isEqualTo("**[o/r](https://git.example/o/r)**: " + expected);
  }

  /** Of a review and a comment, the type means another event than the same word as event. */
  @ParameterizedTest
  @CsvSource({
    "push, push",
    "package, package",
    "status, status",
    "workflow_run, workflow_run",
    "issue_assign, issues",
    "issue_milestone, issues",
    "issue_comment, issue_comment",
    "pull_request_sync, pull_request",
    "pull_request_review_request, pull_request",
    "pull_request_comment, issue_comment",
    "pull_request_review_approved, pull_request_approved",
    "pull_request_review_rejected, pull_request_rejected",
    "pull_request_review_comment, pull_request_comment"
  })
  void aTypeIsTheEventOfTheSameDelivery(String type, String event) {
    assertThat(GiteaEventType.event(type)).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({"true, made this fork of x/r", "false, forked the repository to x/r"})
  void aForkIsToldRightWhicheverOfTheTwoIsTheFork(boolean fork, String expected) {
    String payload =
        String.format(Locale.ROOT, "\"forkee\": {\"full_name\": \"x/r\", \"fork\": %s}", !fork);
    assertThat(told(GitHub.read("fork", json(String.format(Locale.ROOT, COMMON, fork, payload)))))
        .endsWith("owner " + expected);
  }
}
