package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Teller;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import java.util.Map;

/** Alerts of Dependabot and of code scanning, and advisories. */
final class GitHubSecurity {
  static final String ALERT = "alert";

  private GitHubSecurity() {}

  static void addTo(Map<String, Teller> tellers) {
    tellers.put("dependabot_alert", GitHubSecurity::dependency);
    tellers.put("repository_vulnerability_alert", GitHubSecurity::vulnerability);
    tellers.put("code_scanning_alert", GitHubSecurity::code);
    tellers.put("security_advisory", event -> advisory(event, "security_advisory"));
    tellers.put("repository_advisory", event -> advisory(event, "repository_advisory"));
  }

  private static Reading dependency(GitHubEvent event) {
    LenientJson alert = event.subject(ALERT);
    LenientJson advisory = alert.at("security_advisory");
    String it = alert(alert, advisory.firstText("summary", "cve_id", "ghsa_id"));
    return switch (event.action()) {
      case "created", "reintroduced" ->
          event.told(
              "Dependabot found "
                  + it
                  + (event.action().equals("created") ? "" : " again")
                  + severity(alert.at("security_vulnerability"), "severity")
                  + affected(alert));
      case "auto_reopened" -> event.told("Dependabot reopened " + it);
      case "auto_dismissed" -> event.told("Dependabot dismissed " + it);
      case "fixed" -> event.told("Dependabot alert " + it + " is **fixed**");
      case "reopened" -> event.did("reopened Dependabot alert " + it);
      case "dismissed" ->
          event.did(
              "dismissed Dependabot alert " + it + as(alert, "dismissed_reason"), comment(alert));
      default -> event.ignored();
    };
  }

  /** The package, its vulnerable versions and the version that is fixed. */
  private static String affected(LenientJson alert) {
    LenientJson found = alert.at("security_vulnerability");
    String range = found.text("vulnerable_version_range");
    String fixed = found.text("first_patched_version", "identifier");
    String name = alert.text("dependency", "package", "name");
    String file = GitHubText.code(alert.text("dependency", "manifest_path"));
    return affected(name, range, file, fixed);
  }

  private static String affected(String name, String range, String file, String fixed) {
    String what = GitHubText.code(name + (range.isEmpty() ? "" : " " + range));
    return (what.isEmpty() ? "" : ": " + what)
        + (file.isEmpty() ? "" : " in " + file)
        + (fixed.isEmpty() ? "" : ", fixed in " + GitHubText.code(fixed));
  }

  /** The alerts that GitHub sent before those of Dependabot. */
  private static Reading vulnerability(GitHubEvent event) {
    LenientJson alert = event.subject(ALERT);
    String id = GitHubText.name(alert.firstText("external_identifier", "ghsa_id"));
    String it = "vulnerability " + GitHubText.link(id, alert.text("external_reference"));
    return switch (event.action()) {
      case "create" ->
          event.told(
              "Dependabot found "
                  + it
                  + severity(alert, "severity")
                  + affected(
                      alert.text("affected_package_name"),
                      alert.text("affected_range"),
                      "",
                      alert.text("fixed_in")));
      case "resolve" -> event.told(it + " is **fixed**");
      case "reopen" -> event.did("reopened " + it);
      case "dismiss" -> event.did("dismissed " + it + as(alert, "dismiss_reason"));
      default -> event.ignored();
    };
  }

  private static Reading code(GitHubEvent event) {
    LenientJson alert = event.subject(ALERT);
    LenientJson rule = alert.at("rule");
    String tool = GitHubText.name(alert.text("tool", "name"));
    String found = (tool.isEmpty() ? "code scanning" : tool) + " found ";
    String it = alert(alert, rule.firstText("description", "name", "id"));
    String ref = event.payload().text("ref");
    String on =
        ref.startsWith("refs/heads/") ? " on " + event.ref("branch", ref.substring(11)) : "";
    return switch (event.action()) {
      case "created", "appeared_in_branch" ->
          event.told(found + it + severity(rule, "security_severity_level", "severity") + on);
      case "reopened" -> event.told(found + it + " again" + on);
      case "fixed" -> event.told("code scanning alert " + it + " is **fixed**" + on);
      case "reopened_by_user" -> event.did("reopened code scanning alert " + it);
      case "closed_by_user" ->
          event.did(
              "dismissed code scanning alert " + it + as(alert, "dismissed_reason"),
              comment(alert));
      default -> event.ignored();
    };
  }

  private static Reading advisory(GitHubEvent event, String subject) {
    LenientJson advisory = event.subject(subject);
    String label = advisory.text("ghsa_id") + " " + advisory.text("summary");
    String it =
        "advisory "
            + GitHubText.link(GitHubText.title(label), advisory.text("html_url"))
            + severity(advisory, "severity");
    return switch (event.action()) {
      case "published" -> event.told(it + " was published");
      case "reported" -> event.told(it + " was reported");
      case "withdrawn" -> event.told(it + " was withdrawn");
      default -> event.ignored();
    };
  }

  /** An alert with its number, its title and a link. */
  static String alert(LenientJson alert, String title) {
    String number = alert.text("number");
    String label = number.isEmpty() ? title : "#" + number + " " + title;
    return GitHubText.link(
        GitHubText.title(label.isBlank() ? "(without a title)" : label), alert.text("html_url"));
  }

  private static String severity(LenientJson rated, String... names) {
    String severity = GitHubText.words(rated.firstText(names));
    return severity.isEmpty() ? "" : " (" + Markup.bold(severity) + ")";
  }

  /** The reason of a decision: " as not used". */
  static String as(LenientJson alert, String reason) {
    String words = GitHubText.words(alert.text(reason));
    return words.isEmpty() ? "" : " as " + words;
  }

  static String comment(LenientJson alert) {
    return GitHubBody.quoted(alert.firstText("resolution_comment", "dismissed_comment"));
  }
}
