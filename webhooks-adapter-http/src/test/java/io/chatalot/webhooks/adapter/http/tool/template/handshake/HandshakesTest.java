package io.chatalot.webhooks.adapter.http.tool.template.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.domain.Quota;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendors' published requests, with values of our own. */
class HandshakesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "5d1f60b7a1c94e3f";

  private final Handshakes handshakes =
      new Handshakes(
          Optional.of(new Quota(30, Duration.ofSeconds(6), 30, Duration.ZERO, Duration.ZERO)));

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "GET"})
  void readingTheAddressFindsIt(String method) {
    var answer = handshakes.answer(call(method, Map.of(), Map.of(), "")).orElseThrow();
    assertThat(answer).isEqualTo(new HandshakeAnswer(200, Map.of(), Optional.empty(), ""));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, challenge, dbx-41ae", // https://www.dropbox.com/developers/reference/webhooks
    "GET, hub.challenge, 1158201444", // Meta, "Webhooks: Getting Started"
    "POST, validationToken, Validation: Testing <b>x</b> Request-Id: 7", // Graph, "webhooks"
    "POST, validationtoken, 0f2c", // SharePoint, "Overview of SharePoint webhooks"
    "HEAD, challenge, dbx-41ae"
  })
  void aChallengeOfTheQueryIsSentBackAsPlainText(String method, String name, String value) {
    var query = Map.of(name, value, "hub.mode", "subscribe", "hub.verify_token", "any", "x", "1");
    var answer = handshakes.answer(call(method, query, Map.of(), "")).orElseThrow();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).contains("text/plain; charset=utf-8");
    assertThat(answer.headers()).isEqualTo(Map.of("X-Content-Type-Options", "nosniff"));
    assertThat(answer.body()).isEqualTo(value);
  }

  @Test
  void aLongChallengeIsNotSentBack() {
    String longest = "x".repeat(UrlTest.MAX_LENGTH);
    assertThat(handshakes.answer(call("GET", Map.of("challenge", longest), Map.of(), "")))
        .map(HandshakeAnswer::body)
        .contains(longest);
    assertThat(handshakes.answer(call("GET", Map.of("challenge", longest + "x"), Map.of(), "")))
        .map(HandshakeAnswer::body)
        .contains("");
    assertThat(posted("{\"challenge\": \"" + longest + "x\"}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // https://developer.monday.com/api-reference/docs/webhooks
        "{\"challenge\": \"Zq4\\\"<x>\"}",
        // https://api.slack.com/events/url_verification
        "{\"token\": \"Jhj5\", \"challenge\": \"Zq4\\\"<x>\", \"type\": \"url_verification\"}"
      })
  void aChallengeOfTheBodyIsSentBackAsJson(String body) {
    var answer = posted(body).orElseThrow();
    assertThat(answer.type()).contains("application/json");
    assertThat(answer.body()).isEqualTo("{\"challenge\":\"Zq4\\\"<x>\"}");
  }

  @Test
  void aChallengeKeepsItsTypeInJson() {
    assertThat(posted("{\"challenge\": 12}"))
        .map(HandshakeAnswer::body)
        .contains("{\"challenge\":12}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"challenge\": \"x\", \"event\": {\"pulseName\": \"Invoice\"}}",
        "{\"challenge\": \"x\", \"token\": \"y\", \"type\": \"event_callback\"}",
        "{\"challenge\": \"x\", \"token\": \"y\"}",
        "{\"challenge\": {\"a\": 1}}",
        "{\"challenge\": [1]}",
        "{\"challenge\": null}",
        "{\"text\": \"challenge\"}",
        "[\"challenge\"]",
        "[null]",
        "[{\"eventType\": \"Microsoft.Storage.BlobCreated\", \"data\": {\"validationCode\":"
            + " \"1\"}}]",
        "[{\"eventType\": \"Microsoft.EventGrid.SubscriptionValidationEvent\"}]",
        "\"challenge\"",
        "{}",
        "null"
      })
  void everyOtherBodyIsAMessage(String body) {
    assertThat(posted(body)).isEmpty();
    assertThat(handshakes.answer(call("POST", Map.of("wait", "true"), Map.of(), body))).isEmpty();
  }

  /** Event Grid, "Endpoint validation with Event Grid event schema". */
  @Test
  void eventGridGetsItsCodeBack() {
    String event =
        """
        {"id": "9d1c7a3e-52b2-4f0d-a0d7-30f34bca2d1b",
         "topic": "/subscriptions/11111111-2222-4333-8444-555555555555",
         "subject": "",
         "data": {"validationCode": "7F1B2C3D",
           "validationUrl": "https://rp-westeurope.eventgrid.azure.net:553/validate?id=7F1B2C3D"},
         "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent",
         "eventTime": "2026-11-27T08:00:00.1234567Z",
         "metadataVersion": "1", "dataVersion": "1"}\
        """;
    var headers = Map.of("aeg-event-type", "SubscriptionValidation");
    assertThat(handshakes.answer(call("POST", Map.of(), headers, "[" + event + "]")))
        .map(HandshakeAnswer::body)
        .contains("{\"validationResponse\":\"7F1B2C3D\"}");
    assertThat(posted("[" + event + "]")).isPresent();
    assertThat(posted("[" + event + "," + event + "]")).isEmpty();
  }

  /** Asana, "Establish a webhook". */
  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null"})
  void asanasSecretAloneIsSentBackWithoutAMessage(String body) {
    var call = call("POST", Map.of(), Map.of("x-hook-secret", SECRET), body);
    assertThat(handshakes.answer(call))
        .contains(new HandshakeAnswer(200, Map.of("X-Hook-Secret", SECRET), Optional.empty(), ""));
  }

  @Test
  void asanasSecretWithABodyIsSentBackBesideTheMessage() {
    var call =
        call(
            "POST",
            Map.of(),
            Map.of("x-hook-secret", SECRET),
            "{\"events\": [{\"action\": \"added\"}]}");
    assertThat(handshakes.answer(call)).isEmpty();
    assertThat(Handshakes.headers(call)).isEqualTo(Map.of("X-Hook-Secret", SECRET));
    assertThat(Handshakes.headers(call("POST", Map.of(), Map.of(), "{}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: b", "a b", "é", ""})
  void onlyASingleWordIsSentBackAsAHeader(String value) {
    var call = call("POST", Map.of(), Map.of("x-hook-secret", value), "{}");
    assertThat(Handshakes.headers(call)).isEmpty();
    assertThat(handshakes.answer(call)).isEmpty();
    assertThat(
            handshakes.answer(
                call("OPTIONS", Map.of(), Map.of("webhook-request-origin", value), "")))
        .isEmpty();
  }

  /** "HTTP 1.1 Web Hooks for Event Delivery" of CloudEvents, section 4; Event Grid, too. */
  @Test
  void aSenderOfCloudEventsGetsItsPermission() {
    var headers =
        Map.of(
            "webhook-request-origin", "eventgrid.azure.net",
            "webhook-request-rate", "120",
            "webhook-request-callback", "https://rp.eventgrid.example/validate?id=1");
    var call = call("OPTIONS", Map.of(), headers, "");
    assertThat(handshakes.answer(call))
        .contains(
            new HandshakeAnswer(
                200,
                Map.of(
                    "WebHook-Allowed-Origin", "eventgrid.azure.net",
                    "WebHook-Allowed-Rate", "300"),
                Optional.empty(),
                ""));
    assertThat(new Handshakes(Optional.empty()).answer(call).orElseThrow().headers())
        .containsEntry("WebHook-Allowed-Rate", "*");
    assertThat(handshakes.answer(call("OPTIONS", Map.of("challenge", "x"), Map.of(), "")))
        .isEmpty();
  }

  @Test
  void aDeliveryOfCloudEventsIsAMessage() {
    var headers = Map.of("webhook-request-origin", "eventgrid.azure.net");
    assertThat(handshakes.answer(call("POST", Map.of(), headers, "{\"type\": \"x\"}"))).isEmpty();
  }

  private Optional<HandshakeAnswer> posted(String body) {
    return handshakes.answer(call("POST", Map.of(), Map.of(), body));
  }

  static HandshakeCall call(
      String method, Map<String, String> query, Map<String, String> headers, String body) {
    try {
      return new HandshakeCall(
          method,
          name -> Optional.ofNullable(query.get(name)),
          name -> Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))),
          body.isEmpty()
              ? Optional.empty()
              : Optional.ofNullable(JSON.readValue(body, Object.class)));
    } catch (JsonProcessingException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
