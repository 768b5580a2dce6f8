package io.chatalot.webhooks.adapter.http.tool.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The payloads of other tools are refused by the name of the member that they lack. */
class NoAlertTest {
  private static TestServer server;
  private static String path;

  @BeforeAll
  static void serve() {
    server = new TestServer();
    String token = server.createWebhook("Alerts").path("token").asText();
    path = ExecutionRoutes.PREFIX + token + "/alertmanager";
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Flux
        """
        {"involvedObject": {"kind": "GitRepository", "namespace": "flux-system", "name": "podinfo"},
         "severity": "error", "timestamp": "2026-11-24T16:00:00Z", "message": "auth failed",
         "reason": "Failed", "metadata": {}, "reportingController": "source-controller"}\
        """,
        // Sentry
        """
        {"action": "triggered", "installation": {"uuid": "a"}, "data": {"event": {"title": "Oops"},
         "triggered_rule": "r"}, "actor": {"type": "application"}}\
        """,
        """
        {"id": "1", "project": "p", "project_name": "p", "culprit": "raven", "level": "error",
         "url": "https://sentry.example/1", "message": "Oops", "event": {"title": "Oops"}}\
        """,
        // Microsoft's MessageCard
        """
        {"@type": "MessageCard", "@context": "http://schema.org/extensions", "summary": "s",
         "title": "t", "text": "x", "sections": []}\
        """,
        // ntfy
        """
        {"topic": "t", "title": "t", "message": "m", "tags": ["warning"], "priority": 4}\
        """,
        // New Relic
        """
        {"title": "t", "state": "ACTIVATED", "message": "m", "issueUrl": "https://nr.example/1"}\
        """,
        // Uptime Kuma, PagerDuty, Slack, GitHub
        """
        {"heartbeat": {"status": 0}, "monitor": {"name": "web"}, "msg": "down"}\
        """,
        """
        {"text": "x", "status": "firing", "title": "t"}\
        """,
        """
        {"alerts": [{"id": "P1", "status": "triggered", "summary": "s"}], "title": "t"}\
        """,
        """
        {"alerts": 3, "name": "x"}\
        """,
        """
        {"title": "Problem", "state": "alerting", "host": "db1"}\
        """,
        """
        {"action": "opened", "state": "open", "title": "t", "alert": {"number": 1}}\
        """,
        """
        {"state": "firing", "title": "t", "message": "m"}\
        """,
        """
        {"state": "alerting", "message": "m"}\
        """,
        """
        {"ruleName": "r", "title": "t", "state": "ACTIVATED"}\
        """,
        """
        {"status": "firing", "title": "t", "labels": {"alertname": "A"}}\
        """,
      })
  void aPayloadWithoutAlertsIsShownAsTheJsonAddressShowsIt(String payload) {
    Answer answer = server.anonymous().post(path, payload);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(newest()).startsWith("```json\n{\n").doesNotContain("ACTIVATED**");
  }

  @Test
  void aPayloadWithoutAlertsIsMadeAMessageByTheTemplate() {
    JsonNode webhook = server.createWebhook("Any");
    String other = ExecutionRoutes.PREFIX + webhook.path("token").asText() + "/alertmanager";
    server
        .as("owner")
        .patch(
            "/api/webhooks/" + webhook.path("id").asText(),
            "{\"template\":\"{% if topic %}{{ topic }}: {{ message }}{% endif %}\"}");

    assertThat(server.anonymous().post(other, "{\"topic\":\"t\",\"message\":\"m\"}").status())
        .isEqualTo(200);
    assertThat(newest()).isEqualTo("t: m");
    Answer muted = server.anonymous().post(other, "{\"message\":\"m\"}");
    assertThat(muted.status()).isEqualTo(204);
    assertThat(muted.header("X-Webhook-Ignored")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}              | alerts:required",
        "{\"alerts\":[]} | alerts:invalid_type",
        "{\"alerts\":[{}]} | alerts:invalid_type",
        "{\"title\":\" \",\"a\":[{}]} | alerts:required",
        "[]              | body:invalid_type",
        "7               | body:invalid_type"
      })
  void aPayloadThatSaysNothingIs422(String payload, String wrong) {
    Answer answer = server.anonymous().post(path, payload);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly(wrong);
  }

  private static String newest() {
    return server
        .as("owner")
        .get(server.channelPath() + "/messages?limit=1")
        .json()
        .path(0)
        .path("content")
        .asText();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Alertmanager, with an alert that has a status alone beside it
        """
        {"version": "4", "status": "firing", "alerts": [null, {"status": "firing"},
         {"status": "firing", "labels": {"alertname": "A"}}]}\
        """,
        """
        {"alerts": [{"labels": {"alertname": "A"}}]}\
        """,
        """
        {"alerts": [{"annotations": {"summary": "A"}}]}\
        """,
        // Grafana's texts of a contact point, about alerts that say nothing by themselves
        """
        {"status": "resolved", "title": "All well", "alerts": [{"status": "Resolved", "labels": {}}]}\
        """,
        // Grafana before version 8
        """
        {"evalMatches": [], "ruleId": 1, "ruleName": "r", "state": "paused", "title": "t"}\
        """,
        """
        {"ruleUrl": "https://grafana.example/", "state": "unknown", "title": "t"}\
        """,
        """
        {"title": "[Alerting] t", "state": "alerting", "message": "m"}\
        """,
        """
        {"title": "[OK] t", "state": "ok"}\
        """,
      })
  void alertsAreToldWhicheverVersionSendsThem(String payload) {
    Answer answer = server.anonymous().post(path, payload);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
