package io.chatalot.webhooks.adapter.http.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.Allocated;
import io.chatalot.webhooks.adapter.http.tool.alert.Alertmanager;
import io.chatalot.webhooks.adapter.http.tool.discord.Discord;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub;
import io.chatalot.webhooks.adapter.http.tool.mattermost.Mattermost;
import io.chatalot.webhooks.adapter.http.tool.slack.Slack;
import io.chatalot.webhooks.domain.WebhookException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reading a payload allocates only a few times the size of its texts. The count includes garbage,
 * so less memory is held at a time.
 */
class GrowthTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int LARGE = 5 * MEBIBYTE;
  private static final int MIDDLE = MEBIBYTE / 4;

  @ParameterizedTest
  @ValueSource(strings = {"(", " ", "&amp;", "\u00e9", "\\", "#"})
  void anAddressOfMegabytesIsNoLink(String text) {
    ObjectNode rule = JSON.createObjectNode().put("ruleName", "x");
    rule.put("ruleUrl", "https://x/" + filled(text, LARGE));
    assertThat(grows(rule, Alertmanager::read, LARGE)).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00e9", "/", " a", "%", "\u4e00"})
  void aBranchWithANameOfMegabytesIsNoLink(String text) {
    ObjectNode push = JSON.createObjectNode().put("ref", "refs/heads/x" + filled(text, LARGE));
    push.put("after", filled(text, LARGE));
    push.putObject("repository").put("html_url", "https://x").put("full_name", "a/b");
    assertThat(grows(push, json -> GitHub.read("push", json), 2 * LARGE)).isLessThan(8);
  }

  @Test
  void aReasonOfMegabytesIsShortened() {
    ObjectNode closed = JSON.createObjectNode().put("action", "closed");
    closed.putObject("issue").put("number", 1).put("state_reason", filled("A_", LARGE));
    assertThat(grows(closed, json -> GitHub.read("issues", json), LARGE)).isLessThan(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\na", "*", "<!channel>", "&amp;", "`", "> ", "[a](b)", "_a_ "})
  void textsInSlacksListsAreNotIndentedWithoutEnd(String text) {
    ObjectNode message = JSON.createObjectNode();
    ObjectNode list =
        message
            .putArray("blocks")
            .addObject()
            .put("type", "rich_text")
            .putArray("elements")
            .addObject()
            .put("type", "rich_text_list")
            .put("style", "ordered")
            .put("indent", 8)
            .put("offset", 999_999);
    for (int i = 0; i < 10; i++) {
      ObjectNode item = list.withArrayProperty("elements").addObject();
      item.putArray("elements")
          .addObject()
          .put("type", "text")
          .put("text", "a" + filled(text, MIDDLE / 10));
    }
    assertThat(grows(message, Slack::read, MIDDLE)).isLessThan(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "*", "<!channel>", "&amp;", "`", "\n> ", "[a](b)", "\t\n"})
  void textsInSlacksFieldsAreNotConvertedWithoutEnd(String text) {
    ObjectNode message = JSON.createObjectNode();
    ObjectNode attachment = message.putArray("attachments").addObject();
    for (int i = 0; i < 500; i++) {
      ObjectNode field = attachment.withArrayProperty("fields").addObject();
      field
          .put("title", "a" + filled(text, MIDDLE / 1_000))
          .put("value", "a" + filled(text, MIDDLE / 1_000));
    }
    assertThat(grows(message, Slack::read, MIDDLE)).isLessThan(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "*", "||a||", "`", "\n                ```\n\n", "<@1>", "-# a\n"})
  void textsInDiscordsEmbedsAreNotConvertedWithoutEnd(String text) {
    ObjectNode message = JSON.createObjectNode();
    ObjectNode embed = message.putArray("embeds").addObject();
    for (int i = 0; i < 13; i++) {
      ObjectNode field = embed.withArrayProperty("fields").addObject();
      field.put("name", "a").put("value", "a" + filled(text, MIDDLE / 13));
    }
    assertThat(grows(message, Discord::read, MIDDLE)).isLessThan(100);
  }

  /** Searching a place to cut anew from each line was quadratic. */
  @ParameterizedTest
  @ValueSource(strings = {"\n> ", "\n- ", "\n>", "\n# ", "\n1. ", "\n\n", "\n> - "})
  void linesThatSayNothingAreCutInTimeThatGrowsWithThem(String line) {
    ObjectNode message = JSON.createObjectNode().put("text", "a" + filled(line, MIDDLE));
    assertThat(grows(message, Mattermost::read, MIDDLE)).isLessThan(250);
  }

  /** Allocated bytes in relation to the bytes of the texts. */
  private static double grows(JsonNode payload, Consumer<JsonNode> reader, int bytes) {
    return (double) Allocated.by(() -> read(payload, reader)) / bytes;
  }

  private static void read(JsonNode payload, Consumer<JsonNode> reader) {
    try {
      reader.accept(payload);
    } catch (WebhookException refused) {
      assertThat(refused.violations()).isNotEmpty();
    }
  }

  private static String filled(String text, int bytes) {
    return text.repeat(bytes / text.getBytes(StandardCharsets.UTF_8).length);
  }
}
