package io.chatalot.webhooks.adapter.http.tool.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The deliveries of GitHub's webhooks, and of Gitea's and Forgejo's, which follow it. */
public final class GitHub {
  /** What makes a delivery of one kind a message. */
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
  }

  /** What may be repeated in an answer's header. */
  private static final Pattern KIND = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private GitHub() {}

  /** What a delivery comes to. */
  public sealed interface Reading permits Told, Ignored {}

  /** It is told by a message. */
  public record Told(Command command) implements Reading {}

  /**
   * It says nothing that a channel would want to read.
   *
   * @param why in printable ASCII, on one line
   */
  public record Ignored(String why) implements Reading {}

  /**
   * @param event the kind of event, as in {@code X-GitHub-Event}
   * @throws WebhookException with {@code INVALID} if what the event is about is not in the payload
   */
  public static Reading read(String event, JsonNode payload) {
    if (!payload.isObject()) {
      throw WebhookException.invalid("body", ViolationCode.INVALID_TYPE, "must be a JSON object");
    }
    Teller teller = TELLERS.get(event);
    return teller == null
        ? new Ignored("events of the kind " + safe(event) + " are not told")
        : teller.tell(new GitHubEvent(event, new LenientJson(payload)));
  }

  /** The word itself if it can stand in a header. */
  static String safe(String word) {
    return KIND.matcher(word).matches() ? word : "unknown";
  }
}
