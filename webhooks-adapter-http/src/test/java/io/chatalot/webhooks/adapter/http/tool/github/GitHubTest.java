package io.chatalot.webhooks.adapter.http.tool.github;

import static io.chatalot.webhooks.adapter.http.tool.github.GitHubDeliveries.ignored;
import static io.chatalot.webhooks.adapter.http.tool.github.GitHubDeliveries.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The message of each event; {@code @} stands for the repository and a colon. */
class GitHubTest {
  private static final String PULL =
      """
      "pull_request": {"number": 7, "title": "Fix the login", "html_url": "https://git.example/p/7",
        "draft": false, "head": {"ref": "fix"}, "base": {"ref": "main"}}
      """;

  private static final String ISSUE =
      """
      "issue": {"number": 3, "title": "It *crashes*", "html_url": "https://git.example/i/3"}
      """;

  private static final String COMMENT =
      """
      "comment": {"html_url": "https://git.example/c/1", "body": "Looks good.", "commit_id":
        "0123456789012345678901234567890123456789", "path": "a.txt", "line": 4}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          opened             | @ BOT opened PULL (`fix` → `main`)
          closed             | @ BOT closed PULL without merging it
          reopened           | @ BOT reopened PULL
          ready_for_review   | @ BOT marked PULL as ready for review
          converted_to_draft | @ BOT turned PULL back into a draft
          """)
  void whatBecomesOfAPullRequestIsTold(String action, String expected) {
    assertThat(told("pull_request", "\"action\": \"" + action + "\"," + PULL))
        .isEqualTo(
            expected.replace("PULL", "pull request [#7 Fix the login](https://git.example/p/7)"));
  }

  @Test
  void aMergedPullRequestIsNotSaidToBeClosed() {
    String merged = PULL.replace("\"draft\": false", "\"merged\": true");
    assertThat(told("pull_request", "\"action\": \"closed\"," + merged))
        .isEqualTo(
            "@ BOT merged pull request [#7 Fix the login](https://git.example/p/7) into `main`");
  }

  @Test
  void whoIsAskedForAReviewIsNamed() {
    String asked = "\"action\": \"review_requested\"," + PULL;
    assertThat(told("pull_request", asked + ",\"requested_reviewer\": {\"login\": \"mod_1\"}"))
        .isEqualTo(
            "@ BOT asked mod_1 to review pull request"
                + " [#7 Fix the login](https://git.example/p/7)");
    assertThat(told("pull_request", asked + ",\"requested_team\": {\"name\": \"Core\"}"))
        .startsWith("@ BOT asked the team Core to review ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          approved          | @ BOT [approved](https://git.example/r/1) pull request [#7 Fix the login](https://git.example/p/7)
          changes_requested | @ BOT [requested changes](https://git.example/r/1) in pull request [#7 Fix the login](https://git.example/p/7)
          commented         | @ BOT [reviewed](https://git.example/r/1) pull request [#7 Fix the login](https://git.example/p/7)
          """)
  void aReviewIsToldByItsVerdict(String state, String expected) {
    String review =
        "\"action\": \"submitted\", \"review\": {\"state\": \"%s\", \"body\": \"%s\","
            + "\"html_url\": \"https://git.example/r/1\"},"
            + PULL;
    assertThat(told("pull_request_review", String.format(Locale.ROOT, review, state, "")))
        .isEqualTo(expected);
    assertThat(told("pull_request_review", String.format(Locale.ROOT, review, state, "Well done")))
        .isEqualTo(expected + "\n> Well done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pull_request_review_comment | @ BOT [commented](https://git.example/c/1) on `a.txt:4` in pull request [#7 Fix the login](https://git.example/p/7)
          issue_comment               | @ BOT [commented](https://git.example/c/1) on issue [#3 It \\*crashes\\*](https://git.example/i/3)
          commit_comment              | @ BOT [commented](https://git.example/c/1) on commit [`0123456`](https://git.example/o/r/commit/0123456789012345678901234567890123456789), `a.txt`
          discussion_comment          | @ BOT [commented](https://git.example/c/1) on discussion [#9 How?](https://git.example/d/9)
          """)
  void aNewCommentIsQuotedAndAnotherActionOnOneIsNotTold(String event, String expected) {
    String payload =
        ",\"discussion\": {\"number\": 9, \"title\": \"How?\", \"html_url\":"
            + " \"https://git.example/d/9\"},"
            + COMMENT
            + ","
            + (event.startsWith("pull") ? PULL : ISSUE);
    assertThat(told(event, "\"action\": \"created\"" + payload))
        .isEqualTo(expected.replace("\\\\", "\\") + "\n> Looks good.");
    assertThat(ignored(event, "\"action\": \"edited\"" + payload)).contains("edited", event);
  }

  @Test
  void titlesHaveEmojiAndCodeAsOnGitHub() {
    String issue = "\"action\": \"opened\", \"issue\": {\"number\": 1, \"title\": \"TITLE\"}";
    assertThat(told("issues", issue.replace("TITLE", ":bug: in `:tada:` *now*")))
        .isEqualTo("@ BOT opened issue #1 🐛 in `:tada:` \\*now\\*");
    assertThat(told("issues", issue.replace("TITLE", "a ` b ``c`` 10:30:45")))
        .isEqualTo("@ BOT opened issue #1 a \\` b \\`\\`c\\`\\` 10:30:45");
  }

  @Test
  void aCommentOnAPullRequestSaysSo() {
    String request = ISSUE.replace("\"number\"", "\"pull_request\": {}, \"number\"");
    String comment = "\"action\": \"created\"," + COMMENT + ",";
    assertThat(told("issue_comment", comment + request)).contains(" on pull request [#3 ");
    assertThat(told("issue_comment", comment + ISSUE + ",\"is_pull\": true"))
        .contains(" on pull request [#3 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          opened      | @ BOT opened issue [#3 It \\*crashes\\*](https://git.example/i/3)
          closed      | @ BOT closed issue [#3 It \\*crashes\\*](https://git.example/i/3) as not planned
          reopened    | @ BOT reopened issue [#3 It \\*crashes\\*](https://git.example/i/3)
          deleted     | @ BOT deleted issue [#3 It \\*crashes\\*](https://git.example/i/3)
          transferred | @ BOT moved issue [#3 It \\*crashes\\*](https://git.example/i/3) to another repository
          """)
  void whatBecomesOfAnIssueIsTold(String action, String expected) {
    String issue = ISSUE.replace("\"number\"", "\"state_reason\": \"not_planned\", \"number\"");
    assertThat(told("issues", "\"action\": \"" + action + "\"," + issue))
        .isEqualTo(expected.replace("\\\\", "\\"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          check_run         | {"name": "lint", "html_url": "https://ci.example/1", "conclusion": "failure", "head_sha": "ab", "check_suite": {"head_branch": "main"}} | @ check [lint](https://ci.example/1) **failed** on BRANCH at SHA – BOT
          check_suite       | {"app": {"name": "CI"}, "conclusion": "success", "head_sha": "ab", "head_branch": "main"} | @ all checks of CI **succeeded** on BRANCH at SHA – BOT
          workflow_run      | {"name": "Build", "run_number": 5, "html_url": "https://ci.example/5", "conclusion": "timed_out", "head_sha": "ab", "head_branch": "main", "actor": {"login": "owner"}} | @ workflow [Build #5](https://ci.example/5) **timed out** on BRANCH at SHA – owner
          """)
  void whatMachinesFoundIsToldWhenTheyAreDone(String event, String run, String expected) {
    String payload = ",\"" + event + "\": " + run;
    assertThat(told(event, "\"action\": \"completed\"" + payload))
        .isEqualTo(
            expected
                .replace("BRANCH", "[`main`](https://git.example/o/r/tree/main)")
                .replace("SHA", "[`ab`](https://git.example/o/r/commit/ab)"));
    assertThat(ignored(event, "\"action\": \"requested\"" + payload)).contains("requested");
  }

  @ParameterizedTest
  @CsvSource({
    "success, succeeded",
    "failure, failed",
    "error, ended with an error",
  })
  void aStatusIsToldWithItsBranch(String state, String outcome) {
    String status =
        """
        "state": "STATE", "context": "ci/build_1", "target_url": "https://ci.example/1", "sha": "ab",
        "description": "All *3* tests", "branches": [{"name": "old", "commit": {"sha": "cd"}},
          {"name": "main", "commit": {"sha": "ab"}}]
        """;
    assertThat(told("status", status.replace("STATE", state)))
        .isEqualTo(
            "@ status [ci/build_1](https://ci.example/1) **"
                + outcome
                + "** on [`main`](https://git.example/o/r/tree/main)"
                + " at [`ab`](https://git.example/o/r/commit/ab) – BOT\n> All \\*3\\* tests");
    assertThat(ignored("status", status.replace("STATE", "pending")))
        .isEqualTo("the state pending of a status sends no message");
  }

  @Test
  void aBareStatusIsTold() {
    assertThat(told("status", "\"state\": \"success\", \"context\": null, \"target_url\": null"))
        .isEqualTo("@ status of a commit **succeeded** – BOT");
  }

  @Test
  void aDeploymentIsToldWhenItBeginsAndEnds() {
    String payload =
        "\"deployment_status\": {\"state\": \"%s\", \"environment\": \"production\","
            + "\"environment_url\": \"https://www.example\", \"log_url\": \"https://ci.example\"},"
            + "\"deployment\": {\"ref\": \"v2\"}";
    assertThat(told("deployment_status", String.format(Locale.ROOT, payload, "success")))
        .isEqualTo(
            "@ [deployment](https://ci.example) of `v2` to [production](https://www.example)"
                + " **succeeded** – BOT");
    assertThat(told("deployment_status", String.format(Locale.ROOT, payload, "in_progress")))
        .contains("has begun");
    assertThat(ignored("deployment_status", String.format(Locale.ROOT, payload, "queued")))
        .contains("queued");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ping       | "zen": "Keep it simple.", "hook": {"events": ["push", "issues"]} | `@ the webhook works, and sends "push", "issues" – BOT\n> Keep it simple.`
          ping       | "hook": {"events": ["*"]} | @ the webhook works, and sends everything – BOT
          fork       | "forkee": {"full_name": "bot/r", "fork": true, "html_url": "https://git.example/bot/r"} | @ BOT forked the repository to [bot/r](https://git.example/bot/r)
          star       | "action": "created" | @ BOT starred the repository, which has 2 stars now
          watch      | "action": "started" | @ BOT starred the repository, which has 2 stars now
          public     | "a": 1 | @ BOT made the repository public
          member     | "action": "added", "member": {"login": "mod"} | @ BOT added mod as a collaborator
          repository | "action": "renamed", "changes": {"repository": {"name": {"from": "q"}}} | @ BOT renamed the repository from q
          repository | "action": "transferred", "changes": {"owner": {"from": {"user": {"login": "x"}}}} | @ BOT took over the repository from x
          repository | "action": "archived" | @ BOT archived the repository
          release    | "action": "published", "release": {"tag_name": "v1", "name": "One", "html_url": "https://git.example/v1", "body": "# New\\n<!-- x\\ny -->\\n\\n- a\\n- b"} | `@ BOT published release [One (v1)](https://git.example/v1)\n> # New\n>\n> - a\n> - b`
          discussion | "action": "created", "discussion": {"number": 9, "title": "How?", "category": {"name": "Q&A"}} | @ BOT started discussion #9 How? in Q&A
          discussion | "action": "answered", "discussion": {"number": 9, "title": "How?"}, "answer": {"user": {"login": "mod"}, "html_url": "https://git.example/a"} | @ BOT chose [an answer](https://git.example/a) by mod in discussion #9 How?
          """)
  void whatBecomesOfTheRepositoryIsTold(String event, String payload, String expected) {
    assertThat(told(event, payload).replace('`', '"')).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pull_request | "action": "synchronize", "pull_request": {} | the action synchronize of pull_request sends no message
          pull_request | "action": "labeled", "pull_request": {}     | the action labeled of pull_request sends no message
          issues       | "action": "é\\r\\nX: y", "issue": {}        | the action unknown of issues sends no message
          star         | "action": "deleted"                         | the action deleted of star sends no message
          label        | "action": "created"                         | events of the kind label send no message
          a é       | "action": "created"                         | events of the kind unknown send no message
          """)
  void whatSaysNothingHasAReasonFitForAHeader(String event, String payload, String why) {
    assertThat(ignored(event, payload)).isEqualTo(why);
  }
}
