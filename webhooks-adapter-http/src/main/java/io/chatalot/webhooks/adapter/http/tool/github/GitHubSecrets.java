package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Teller;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import java.util.Map;

/** Events of secret scanning. */
final class GitHubSecrets {
  private GitHubSecrets() {}

  static void addTo(Map<String, Teller> tellers) {
    tellers.put("secret_scanning_alert", GitHubSecrets::alert);
    tellers.put("secret_scanning_alert_location", GitHubSecrets::location);
    tellers.put("secret_scanning_scan", GitHubSecrets::scan);
  }

  /** Only the kind of secret is named: a message never shows a secret. */
  private static Reading alert(GitHubEvent event) {
    LenientJson alert = event.subject(GitHubSecurity.ALERT);
    String it = alert(alert);
    return switch (event.action()) {
      case "created" ->
          event.told("secret scanning found " + it + publicly(alert) + bypassed(alert));
      case "publicly_leaked" -> event.told("secret scanning found " + it + " **in public**");
      case "validated" -> {
        String validity = GitHubText.words(alert.text("validity"));
        yield event.told(
            "the secret of " + it + " is " + Markup.bold(validity.isEmpty() ? "valid" : validity));
      }
      case "resolved" ->
          event.did(
              "resolved secret scanning alert " + it + GitHubSecurity.as(alert, "resolution"),
              GitHubSecurity.comment(alert));
      case "reopened" -> event.did("reopened secret scanning alert " + it);
      case "revoked" ->
          event.told("secret scanning alert " + it + " was resolved, since the secret was revoked");
      default -> event.ignored();
    };
  }

  private static String alert(LenientJson alert) {
    String name = alert.text("secret_type_display_name");
    String kind = name.isEmpty() ? alert.text("secret_type").replace('_', ' ') : name;
    return GitHubSecurity.alert(alert, kind);
  }

  private static String publicly(LenientJson alert) {
    return alert.isTrue("publicly_leaked") ? " **in public**" : "";
  }

  private static String bypassed(LenientJson alert) {
    String user = GitHubEvent.user(alert.at("push_protection_bypassed_by"));
    return !alert.isTrue("push_protection_bypassed")
        ? ""
        : " (push protection was bypassed" + (user.isEmpty() ? ")" : " by " + user + ")");
  }

  private static Reading location(GitHubEvent event) {
    LenientJson location = event.subject("location");
    LenientJson details = location.at("details");
    String line = details.text("start_line");
    String path = GitHubText.code(details.text("path") + (line.isEmpty() ? "" : ":" + line));
    String commit = details.text("commit_sha");
    String place = location.text("type").equals("commit") ? "" : location.text("type");
    String where = details.text("path").isEmpty() ? GitHubText.words(place) : path;
    return event.told(
        "secret scanning found "
            + alert(event.subject(GitHubSecurity.ALERT))
            + (where.isEmpty() ? "" : " in " + where)
            + (commit.isEmpty() ? "" : " at " + event.commit(commit)));
  }

  private static Reading scan(GitHubEvent event) {
    if (!event.action().equals("completed")) {
      return event.ignored();
    }
    String type = GitHubText.words(event.payload().text("type").replace('-', '_'));
    String source = GitHubText.words(event.payload().text("source").replace('-', '_'));
    return event.told(
        "secret scanning ended its "
            + (type.isEmpty() ? "scan" : type)
            + (source.isEmpty() ? "" : " of " + source));
  }
}
