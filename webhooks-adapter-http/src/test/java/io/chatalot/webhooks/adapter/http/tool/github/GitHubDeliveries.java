package io.chatalot.webhooks.adapter.http.tool.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Ignored;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Told;
import java.util.Locale;

/** Deliveries of one repository and one sender; a test names only its special members. */
final class GitHubDeliveries {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String COMMON =
      """
      {"repository": {"full_name": "o/r", "html_url": "https://git.example/o/r",
         "stargazers_count": 2},
       "sender": {"login": "bot[1]", "html_url": "https://git.example/bot"}, %s}
      """;

  private GitHubDeliveries() {}

  /** The message; {@code @} stands for the repository and {@code BOT} for the sender. */
  static String told(String event, String members) {
    return told(GitHub.read(event, json(String.format(Locale.ROOT, COMMON, members))))
        .replace("**[o/r](https://git.example/o/r)**:", "@")
        .replace("[bot\\[1\\]](https://git.example/bot)", "BOT");
  }

  static String told(Reading reading) {
    assertThat(reading).isInstanceOf(Told.class);
    return ((Told) reading).command().content().value();
  }

  static String ignored(String event, String members) {
    Reading reading = GitHub.read(event, json(String.format(Locale.ROOT, COMMON, members)));
    assertThat(reading).isInstanceOf(Ignored.class);
    String why = ((Ignored) reading).why();
    assertThat(why).matches("[ -~]{1,200}");
    return why;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
