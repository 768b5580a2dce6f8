package io.chatalot.webhooks.adapter.http.tool.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON of Mattermost's incoming webhooks: Slack's, but with Markdown for text. As there,
 * Slack's links and mentions are taken too.
 */
public final class Mattermost {
  /** Code, in which nothing is replaced, or what may be a token. */
  private static final Pattern CODE_OR_TOKEN =
      Pattern.compile("(`+)(?!`)[^`]*+(?:(?!\\1(?!`))`++[^`]*+)*+\\1(?!`)|`++|<[^<>\\n]++>");

  private Mattermost() {}

  /**
   * @throws WebhookException with {@code INVALID} if it says nothing, or is no object
   */
  public static Command read(JsonNode payload) {
    LenientJson message = LenientJson.ofObject(payload);
    Draft draft = new Draft().block(markdown(message.text("text")));
    for (LenientJson attachment : message.list("attachments")) {
      if (!draft.isFull()) {
        draft.addAll(SlackAttachment.read(attachment, member -> Mattermost::markdown));
      }
    }
    return draft.toCommand(message.text("username"), message.text("icon_url"));
  }

  private static String markdown(String text) {
    return text.indexOf('<') < 0
        ? text
        : CODE_OR_TOKEN
            .matcher(Mrkdwn.shortened(text))
            .replaceAll(found -> Matcher.quoteReplacement(replaced(found)));
  }

  /** A bare address between brackets is Markdown as it is. */
  private static String replaced(MatchResult found) {
    String token = found.group();
    boolean taken = token.startsWith("<!") || token.startsWith("<@") || token.indexOf('|') > 0;
    return token.startsWith("<") && taken && SlackToken.end(token, 0) > 0
        ? SlackToken.markdown(token.substring(1, token.length() - 1))
        : token;
  }
}
