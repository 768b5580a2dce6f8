package io.chatalot.webhooks.adapter.http.tool.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads deliveries of GitHub's webhooks, and of Gitea's and Forgejo's, which have GitHub's format.
 */
public final class GitHub {
  /** Writes the message of a delivery. */
  interface Teller {
    Reading tell(GitHubEvent event);
  }

  private static final Map<String, Teller> TELLERS = new HashMap<>();

  static {
    GitHubPushes.addTo(TELLERS);
    GitHubPullRequests.addTo(TELLERS);
    GitHubTalks.addTo(TELLERS);
    GitHubChecks.addTo(TELLERS);
    GitHubRepositories.addTo(TELLERS);
    GitHubSecurity.addTo(TELLERS);
    GitHubSecrets.addTo(TELLERS);
  }

  /** A word that may stand in a header of the answer. */
  private static final Pattern KIND = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private GitHub() {}

  /** The result of reading a delivery. */
  public sealed interface Reading permits Told, Ignored {}

  /** The delivery becomes a message. */
  public record Told(Command command) implements Reading {}

  /**
   * The delivery is of no interest to a channel.
   *
   * @param why printable ASCII, on one line
   */
  public record Ignored(String why) implements Reading {}

  /**
   * Reads a delivery.
   *
   * @param event the kind of event, as in {@code X-GitHub-Event}
   * @throws WebhookException with {@code INVALID} if the payload lacks the event's subject
   */
  public static Reading read(String event, JsonNode payload) {
    Json.requireObject(payload);
    Teller teller = TELLERS.get(event);
    return teller == null
        ? new Ignored("events of the kind " + safe(event) + " send no message")
        : teller.tell(new GitHubEvent(event, new LenientJson(payload)));
  }

  /** The word itself if it may stand in a header; otherwise "unknown". */
  static String safe(String word) {
    return KIND.matcher(word).matches() ? word : "unknown";
  }
}
