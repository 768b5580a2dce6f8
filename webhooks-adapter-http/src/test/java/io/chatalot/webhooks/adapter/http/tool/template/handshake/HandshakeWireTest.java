package io.chatalot.webhooks.adapter.http.tool.template.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.RawHttp;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platforms' tests, as they come over the wire. */
class HandshakeWireTest {
  private TestServer server;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer();
    JsonNode webhook = server.createWebhook("CI");
    path = ExecutionRoutes.PREFIX + webhook.path("token").asText() + "/json";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Trello    | HEAD | - | - | - | -",
        "Dropbox   | GET  | ?challenge=Zq4%3Cb%3E | - | - | Zq4<b>",
        "Meta      | GET  | ?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=v | - | -"
            + " | 1158201444",
        "Graph     | POST | ?validationToken=Validation%3A+Testing+x | Content-Type: text/plain;"
            + " charset=utf-8 | - | Validation: Testing x",
        "OneDrive  | POST | ?validationToken=Zq4 | - | - | Zq4",
        "monday    | POST | - | Content-Type: application/json | {\"challenge\":\"Zq4\"} |"
            + " {\"challenge\":\"Zq4\"}",
        "EventGrid | POST | - | aeg-event-type: SubscriptionValidation |"
            + " [{\"data\":{\"validationCode\":\"Zq4\"}}] | {\"validationResponse\":\"Zq4\"}",
        "Asana     | POST | - | X-Hook-Secret: Zq4 | - | X-Hook-Secret: Zq4",
        "AsanaJson | POST | - | X-Hook-Secret: Zq4 | {} | X-Hook-Secret: Zq4",
        "Events    | OPTIONS | - | WebHook-Request-Origin: Zq4.example | - |"
            + " WebHook-Allowed-Origin: Zq4.example"
      })
  void eachIsAnsweredForALiveTokenAlone(
      String platform, String method, String query, String header, String body, String answer)
      throws IOException {
    String live = send(path, method, query, header, body);
    assertThat(live).startsWith("HTTP/1.1 200 ").contains(answer == null ? "" : answer);
    assertThat(live).doesNotContain("text/html");
    assertThat(messages()).isEmpty();

    String dead =
        send(ExecutionRoutes.PREFIX + "x".repeat(64) + "/json", method, query, header, body);
    assertThat(dead).startsWith("HTTP/1.1 404 ").doesNotContain("Zq4", "1158201444", "Testing");
  }

  @Test
  void aPreflightOfABrowserIsNoTest() throws IOException {
    String headers = "Origin: https://app.example\r\nAccess-Control-Request-Method: POST";
    assertThat(send(path, "OPTIONS", null, headers, null))
        .startsWith("HTTP/1.1 204 ")
        .doesNotContain("WebHook-Allowed");
  }

  private String send(String address, String method, String query, String header, String body)
      throws IOException {
    return RawHttp.send(
        server.port(),
        method,
        address + (query == null ? "" : query),
        header == null ? "" : header + "\r\n",
        body == null ? "" : body);
  }

  private JsonNode messages() {
    return server.as("owner").get(server.channelPath() + "/messages").json().path("messages");
  }
}
