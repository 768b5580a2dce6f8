package io.chatalot.webhooks.adapter.http.tool.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Shortcodes;
import io.chatalot.webhooks.adapter.http.tool.slack.Mrkdwn;
import io.chatalot.webhooks.adapter.http.tool.slack.SlackAttachment;
import io.chatalot.webhooks.adapter.http.tool.slack.SlackToken;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the JSON of Mattermost's incoming webhooks: Slack's format with Markdown for texts. Slack's
 * links and mentions are accepted too, as Mattermost does.
 */
public final class Mattermost {
  /** Code, in which nothing is replaced, or a possible token. */
  private static final Pattern CODE_OR_TOKEN =
      Pattern.compile("(`+)(?!`)[^`]*+(?:(?!\\1(?!`))`++[^`]*+)*+\\1(?!`)|`++|<[^<>\\n]++>");

  /** Characters with which a label could end its link. */
  private static final Pattern BRACKETS = Pattern.compile("[\\[\\]\\\\`]");

  private Mattermost() {}

  /**
   * Reads a payload.
   *
   * @throws WebhookException with {@code INVALID} if the payload is not an object or would give an
   *     empty message
   */
  public static Command read(JsonNode payload) {
    LenientJson message = LenientJson.ofObject(payload);
    Draft draft = new Draft().block(markdown(message.indented("text")));
    for (LenientJson attachment : message.list("attachments")) {
      if (!draft.isFull()) {
        draft.addAll(
            SlackAttachment.read(attachment, Mattermost::title, member -> Mattermost::markdown));
      }
    }
    return draft.toCommand(message.text("username"), message.text("icon_url"));
  }

  private static String markdown(String text) {
    return Shortcodes.inMarkdown(withLinks(MattermostLines.markdown(Mrkdwn.shortened(text))));
  }

  private static String title(LenientJson attachment) {
    return attachment.text("title_link").isEmpty()
        ? MattermostTitle.markdown(withLinks(Mrkdwn.shortened(attachment.text("title"))))
        : SlackAttachment.linked(attachment, "title", "title_link");
  }

  private static String withLinks(String text) {
    return text.indexOf('<') < 0
        ? text
        : CODE_OR_TOKEN
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(replaced(found)));
  }

  /** Replaces a token; a bare address in angle brackets is valid Markdown and stays. */
  private static String replaced(MatchResult found) {
    String token = found.group();
    boolean taken = token.startsWith("<!") || token.startsWith("<@") || token.indexOf('|') > 0;
    return token.startsWith("<") && taken && SlackToken.end(token, 0) > 0
        ? SlackToken.markdown(token.substring(1, token.length() - 1), Mattermost::label)
        : token;
  }

  /** The label of a link is Markdown, too. */
  private static String label(String text) {
    return BRACKETS.matcher(text).find() ? Escape.label(SlackToken.decoded(text)) : text.strip();
  }
}
