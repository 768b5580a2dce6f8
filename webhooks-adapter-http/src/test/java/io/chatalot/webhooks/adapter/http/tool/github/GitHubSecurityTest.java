package io.chatalot.webhooks.adapter.http.tool.github;

import static io.chatalot.webhooks.adapter.http.tool.github.GitHubDeliveries.ignored;
import static io.chatalot.webhooks.adapter.http.tool.github.GitHubDeliveries.json;
import static io.chatalot.webhooks.adapter.http.tool.github.GitHubDeliveries.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.domain.WebhookException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events about secrets and vulnerabilities. */
class GitHubSecurityTest {
  private static final String SECRET =
      """
      "alert": {"number": 42, "secret_type": "adafruit_io_key", "secret": "aio_hidden",
        "secret_type_display_name": "Adafruit IO Key", "html_url": "https://git.example/s/42",
        "resolution": "false_positive", "resolution_comment": "It is *no* key", "validity": "active",
        "push_protection_bypassed": true, "push_protection_bypassed_by": {"login": "mod"}}
      """;

  private static final String DEPENDENCY =
      """
      "alert": {"number": 20, "html_url": "https://git.example/d/20", "dismissed_reason": "not_used",
        "dependency": {"package": {"name": "semver"}, "manifest_path": "package-lock.json"},
        "security_advisory": {"ghsa_id": "GHSA-1", "summary": "semver is *slow*"},
        "security_vulnerability": {"severity": "medium", "vulnerable_version_range": "< 7.5.2",
          "first_patched_version": {"identifier": "7.5.2"}}}
      """;

  private static final String CODE =
      """
      "ref": "refs/heads/main", "alert": {"number": 10, "html_url": "https://git.example/c/10",
        "rule": {"id": "js/xss", "severity": "error", "security_severity_level": "high",
          "description": "Cross-site scripting"}, "tool": {"name": "CodeQL"},
        "dismissed_reason": "won't fix", "dismissed_comment": "See #1"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          created         | secret scanning found IT (push protection was bypassed by mod)
          publicly_leaked | secret scanning found IT **in public**
          validated       | the secret of IT is **active**
          resolved        | BOT resolved secret scanning alert IT as false positive
          reopened        | BOT reopened secret scanning alert IT
          revoked         | secret scanning alert IT was resolved, since the secret was revoked
          """)
  void aSecretIsToldByItsKindAlone(String action, String expected) {
    String said = told("secret_scanning_alert", "\"action\": \"" + action + "\"," + SECRET);
    assertThat(said.lines().findFirst())
        .contains("@ " + expected.replace("IT", "[#42 Adafruit IO Key](https://git.example/s/42)"));
    assertThat(said).doesNotContain("hidden");
    assertThat(said.endsWith("\n> It is *no* key")).isEqualTo(action.equals("resolved"));
  }

  @Test
  void thePlaceOfASecretIsTold() {
    String location =
        """
        "action": "created", "location": {"type": "TYPE", "details": DETAILS},
        """;
    assertThat(
            told(
                "secret_scanning_alert_location",
                location
                        .replace("TYPE", "commit")
                        .replace(
                            "DETAILS",
                            "{\"path\": \"a.env\", \"start_line\": 3, \"commit_sha\": \"ab\"}")
                    + SECRET))
        .isEqualTo(
            "@ secret scanning found [#42 Adafruit IO Key](https://git.example/s/42)"
                + " in `a.env:3` at [`ab`](https://git.example/o/r/commit/ab)");
    assertThat(
            told(
                "secret_scanning_alert_location",
                location.replace("TYPE", "issue_comment").replace("DETAILS", "{}") + SECRET))
        .endsWith(" in issue comment");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          created       | Dependabot found IT (**medium**): `semver < 7.5.2` in `package-lock.json`, fixed in `7.5.2`
          reintroduced  | Dependabot found IT again (**medium**): `semver < 7.5.2` in `package-lock.json`, fixed in `7.5.2`
          fixed         | Dependabot alert IT is **fixed**
          dismissed     | BOT dismissed Dependabot alert IT as not used
          auto_dismissed | Dependabot dismissed IT
          reopened      | BOT reopened Dependabot alert IT
          """)
  void anAlertOfDependabotIsTold(String action, String expected) {
    assertThat(told("dependabot_alert", "\"action\": \"" + action + "\"," + DEPENDENCY))
        .isEqualTo(
            "@ " + expected.replace("IT", "[#20 semver is \\*slow\\*](https://git.example/d/20)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          created        | CodeQL found IT (**high**) on MAIN
          fixed          | code scanning alert IT is **fixed** on MAIN
          reopened       | CodeQL found IT again on MAIN
          closed_by_user | BOT dismissed code scanning alert IT as won't fix
          """)
  void anAlertOfCodeScanningIsTold(String action, String expected) {
    assertThat(
            told("code_scanning_alert", "\"action\": \"" + action + "\"," + CODE)
                .lines()
                .findFirst())
        .contains(
            "@ "
                + expected
                    .replace("IT", "[#10 Cross-site scripting](https://git.example/c/10)")
                    .replace("MAIN", "[`main`](https://git.example/o/r/tree/main)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          repository_vulnerability_alert | "action": "create", "alert": {"affected_package_name": "rack", "affected_range": "< 2.0.6", "fixed_in": "2.0.6", "external_identifier": "CVE-1", "external_reference": "https://cve.example/1", "severity": "moderate"} | Dependabot found vulnerability [CVE-1](https://cve.example/1) (**moderate**): `rack < 2.0.6`, fixed in `2.0.6`
          repository_vulnerability_alert | "action": "dismiss", "alert": {"external_identifier": "CVE-1", "dismiss_reason": "No bandwidth"} | BOT dismissed vulnerability CVE-1 as no bandwidth
          repository_advisory | "action": "published", "repository_advisory": {"ghsa_id": "GHSA-1", "summary": "Bad", "severity": "high", "html_url": "https://git.example/g/1"} | advisory [GHSA-1 Bad](https://git.example/g/1) (**high**) was published
          security_advisory | "action": "withdrawn", "security_advisory": {"ghsa_id": "GHSA-1", "summary": "Bad"} | advisory GHSA-1 Bad was withdrawn
          secret_scanning_scan | "action": "completed", "type": "pattern-version-backfill", "source": "git" | secret scanning ended its pattern version backfill of git
          """)
  void otherFindingsAreTold(String event, String payload, String expected) {
    assertThat(told(event, payload)).isEqualTo("@ " + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret_scanning_alert", "dependabot_alert", "code_scanning_alert"})
  void otherActionsOnAlertsSayNothing(String event) {
    assertThat(ignored(event, "\"action\": \"assigned\", \"alert\": {}"))
        .isEqualTo("the action assigned of " + event + " sends no message");
    assertThatThrownBy(() -> GitHub.read(event, json("{\"action\": \"created\"}")))
        .isInstanceOf(WebhookException.class);
  }

  @Test
  void anAlertWithoutMembersIsTold() {
    assertThat(told("secret_scanning_alert", "\"action\": \"created\", \"alert\": {}"))
        .isEqualTo("@ secret scanning found (without a title)");
    assertThat(told("dependabot_alert", "\"action\": \"created\", \"alert\": {}"))
        .isEqualTo("@ Dependabot found (without a title)");
  }
}
