package io.chatalot.webhooks.adapter.http.tool.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aSingleAlertIsToldWithAllThatItSays() {
    assertThat(
            said(
                """
                {"version": "4", "status": "firing", "receiver": "chat",
                 "groupKey": "{}:{alertname=\\"HighLatency\\"}", "truncatedAlerts": 0,
                 "groupLabels": {"alertname": "HighLatency"},
                 "commonLabels": {"alertname": "HighLatency", "instance": "db1:9100"},
                 "commonAnnotations": {"summary": "Requests take longer than 1 s"},
                 "externalURL": "http://alertmanager.example:9093",
                 "alerts": [{"status": "firing",
                   "labels": {"alertname": "HighLatency", "instance": "db1:9100", "severity": "critical"},
                   "annotations": {"summary": "Requests take longer than 1 s",
                     "description": "On db1 it is 1.4 s.\\n\\nSee https://example.com/a_b_c.",
                     "runbook_url": "https://example.com/runbooks/latency"},
                   "startsAt": "2026-11-24T16:00:30.5+01:00", "endsAt": "0001-01-01T00:00:00Z",
                   "generatorURL": "http://prometheus.example/graph?g0.expr=x",
                   "fingerprint": "c6eadffa33fcdf37"}]}
                """))
        .isEqualTo(
            """
            🔥 **HighLatency** is firing · [all alerts](http://alertmanager.example:9093)
            Requests take longer than 1 s
            On db1 it is 1.4 s.
            See <https://example.com/a_b_c>.
            `instance=db1:9100` `severity=critical`
            since 2026-11-24 15:00 UTC · [source](http://prometheus.example/graph?g0.expr=x) · \
            [runbook](https://example.com/runbooks/latency)\
            """);
  }

  @Test
  void ofManyLabelsTheSeverityIsShownAndTheEndIsMarked() {
    var labels = new StringBuilder("\"alertname\": \"A\"");
    for (int i = 10; i < 30; i++) {
      labels.append(", \"l").append(i).append("\": \"v\"");
    }
    String said =
        said("{\"alerts\": [{\"labels\": {" + labels + ", \"severity\": \"critical\"}}]}");
    assertThat(said).contains("\n`severity=critical` `l10=v` ").endsWith("`l24=v` …");
  }

  @Test
  void aGroupIsAListOfWhatItsAlertsHaveNotInCommon() {
    assertThat(
            said(
                """
                {"status": "firing",
                 "commonLabels": {"alertname": "DiskFull", "cluster": "eu"},
                 "commonAnnotations": {},
                 "alerts": [
                  {"status": "resolved", "labels": {"alertname": "DiskFull", "cluster": "eu", "disk": "/var"},
                   "annotations": {"summary": "/var is full"},
                   "startsAt": "2026-11-24T16:00:00Z", "endsAt": "2026-11-24T18:05:59Z"},
                  {"status": "firing", "labels": {"alertname": "DiskFull", "cluster": "eu", "disk": "/"},
                   "annotations": {"summary": "/ is full", "description": "Nothing is left.\\nReally."},
                   "startsAt": "2026-11-24T16:00:00Z", "endsAt": "0001-01-01T00:00:00Z"}]}
                """))
        .isEqualTo(
            """
            🔥 **DiskFull**: 1 firing, 1 resolved
            `cluster=eu`

            - 🔥 / is full
              Nothing is left.
              Really.
              `disk=/` · since 2026-11-24 16:00 UTC
            - ✅ /var is full
              `disk=/var` · 2026-11-24 16:00 UTC, for 2 h 5 min\
            """);
  }

  @Test
  void whatAllAlertsSayIsSaidOnce() {
    assertThat(
            said(
                """
                {"status": "resolved", "commonLabels": {"alertname": "Down"},
                 "commonAnnotations": {"summary": "A machine is down", "description": "Go and look."},
                 "alerts": [
                  {"status": "resolved", "labels": {"alertname": "Down", "instance": "a"},
                   "annotations": {"summary": "A machine is down", "description": "Go and look."}},
                  {"status": "resolved", "labels": {"alertname": "Down", "instance": "b"},
                   "annotations": {"summary": "A machine is down", "description": "Go and look."}}]}
                """))
        .isEqualTo(
            """
            ✅ **Down**: 2 resolved
            A machine is down
            Go and look.

            - ✅ `instance=a`
            - ✅ `instance=b`\
            """);
  }

  @Test
  void aCommonDescriptionIsSaidOnceWhereSummariesDiffer() {
    assertThat(
            said(
                """
                {"status": "firing", "commonLabels": {"alertname": "Slow"},
                 "commonAnnotations": {"description": "Above 1 s\\nfor a while."},
                 "alerts": [
                  {"labels": {"alertname": "Slow"},
                   "annotations": {"summary": "a is slow", "description": "Above 1 s\\nfor a while."}},
                  {"labels": {"alertname": "Slow"},
                   "annotations": {"summary": "b is slow", "description": "Above 1 s\\nfor a while."}}]}
                """))
        .isEqualTo(
            """
            🔥 **Slow**: 2 firing
            Above 1 s
            for a while.

            - 🔥 a is slow
            - 🔥 b is slow\
            """);
  }

  @Test
  void alertsOfSeveralNamesAreTold() {
    assertThat(
            said(
                """
                {"status": "firing", "groupLabels": {"cluster": "eu"}, "commonLabels": {"cluster": "eu"},
                 "alerts": [
                  {"labels": {"alertname": "A", "cluster": "eu"}, "annotations": {"message": "old style"}},
                  {"labels": {"alertname": "B", "cluster": "eu"}},
                  {"labels": {"alertname": "C", "cluster": "eu"}, "annotations": {"summary": "x"}},
                  {"labels": {"alertname": "D", "cluster": "eu"}}]}
                """))
        .isEqualTo(
            """
            🔥 **A, B, C…**: 4 firing
            `cluster=eu`

            - 🔥 **A**: old style
            - 🔥 **B**
            - 🔥 **C**: x
            - 🔥 **D**\
            """);
  }

  @Test
  void moreThanTenAlertsAreCounted() {
    ObjectNode payload = JSON.createObjectNode().put("truncatedAlerts", 7);
    for (int i = 1; i <= 12; i++) {
      payload
          .withArray("alerts")
          .addObject()
          .putObject("labels")
          .put("alertname", "Down")
          .put("instance", "n" + i);
    }
    assertThat(said(payload))
        .startsWith("🔥 **Down**: 12 firing\n\n- 🔥 `instance=n1`\n")
        .endsWith("- 🔥 `instance=n10`\n- and 9 more");
  }

  @Test
  void alertsThatSayALotAreFewer() {
    ObjectNode payload = JSON.createObjectNode();
    for (int i = 1; i <= 12; i++) {
      ObjectNode alert = payload.withArray("alerts").addObject();
      alert.putObject("labels").put("alertname", "Down");
      alert
          .putObject("annotations")
          .put("summary", i + "word ".repeat(200))
          .put("description", "x".repeat(900));
    }
    String said = said(payload);
    assertThat(said).endsWith("…\n- and 9 more").hasSizeLessThan(MessageContent.MAX_LENGTH);
  }

  @Test
  void grafanasAlertsAreToldWithTheirValuesAndLinks() {
    assertThat(
            said(
                """
                {"receiver": "chat", "status": "firing", "orgId": 1, "version": "1",
                 "state": "alerting", "title": "[FIRING:1] High memory (blue us-1)",
                 "externalURL": "https://grafana.example/",
                 "message": "**Firing**\\n\\nValue: B=44.2\\nLabels:\\n - alertname = High memory\\n",
                 "commonLabels": {"alertname": "High memory", "zone": "us-1"},
                 "alerts": [{"status": "firing",
                   "labels": {"alertname": "High memory", "zone": "us-1", "__alert_rule_uid__": "a1"},
                   "annotations": {"summary": "Memory is above 40 %"},
                   "startsAt": "2026-11-24T09:51:03.157076+02:00", "endsAt": "0001-01-01T00:00:00Z",
                   "values": {"B": 44.23943737541908, "C": 1, "D": null},
                   "valueString": "[ var='B' labels={zone=us-1} value=44.23943737541908 ]",
                   "generatorURL": "https://grafana.example/alerting/1/edit",
                   "silenceURL": "https://grafana.example/alerting/silence/new?m=a%3Db",
                   "dashboardURL": "https://grafana.example/d/1", "panelURL": "",
                   "imageURL": "https://grafana.example/i.png"}]}
                """))
        .isEqualTo(
            """
            🔥 **High memory** is firing · [all alerts](https://grafana.example/)
            Memory is above 40 %
            `zone=us-1`
            `B=44.2394` `C=1`
            since 2026-11-24 07:51 UTC · [source](https://grafana.example/alerting/1/edit) · \
            [dashboard](https://grafana.example/d/1) · [image](https://grafana.example/i.png) · \
            [silence](https://grafana.example/alerting/silence/new?m=a%3Db)\
            """);
  }

  @Test
  void measuredWholeNumbersAreWhole() {
    assertThat(
            said(
                """
                {"alerts": [{"labels": {"alertname": "A", "since": 1714557600.5},
                  "annotations": {"summary": "s", "bytes": 123456789.0},
                  "values": {"A": 1714557600, "B": 1234567, "C": 99.95}}]}
                """))
        .isEqualTo(
            """
            🔥 **A** is firing
            s
            **bytes:** 123456789
            `since=1714557600.5`
            `A=1714557600` `B=1234567` `C=99.95`\
            """);
  }

  @Test
  void aTitleAndAMessageThatSomebodyWroteForGrafanaAreKept() {
    assertThat(
            said(
                """
                {"status": "resolved", "title": "Shop: all well", "message": "Thanks to **all**.",
                 "alerts": [{"status": "resolved", "labels": {"alertname": "Errors"}}]}
                """))
        .isEqualTo("✅ **Shop: all well** is resolved\n\nThanks to **all**.");
  }

  @Test
  void anOldGrafanaTellsOfARule() {
    assertThat(
            said(
                """
                {"dashboardId": 1, "imageUrl": "https://grafana.example/i.png", "message": "Look *here*",
                 "evalMatches": [{"value": 100.5, "metric": "High value", "tags": null}, null, {"value": null}],
                 "orgId": 1, "ruleId": 0, "ruleName": "Test_notification",
                 "ruleUrl": "https://grafana.example/d/1", "state": "no_data", "title": "[No Data] Test"}
                """))
        .isEqualTo(
            """
            ⚠️ **[Test_notification](https://grafana.example/d/1)** has no data
            Look *here*
            `High value=100.5`
            [image](https://grafana.example/i.png)\
            """);
  }

  @Test
  void namesOfOthersHaveNoMarkup() {
    assertThat(
            said(
                """
                {"externalURL": "javascript:alert(1)", "alerts": [
                 {"labels": {"alertname": "**[x](http://evil.example)\\n# `@everyone`", "l`\\n": "v`|*"},
                  "annotations": {"summary": "# <b>_1_</b>\\n- x", "description": "```\\nx",
                    "runbook_url": "javascript:alert(1)"},
                  "generatorURL": "/graph"}]}
                """))
        .isEqualTo(
            """
            🔥 **\\*\\*\\[x\\](http://evil.example) # \\`@everyone\\`** is firing
            \\# \\<b>\\_1\\_\\</b>
            \\- x
            \\`\\`\\`
            x
            **runbook_url:** javascript:alert(1)
            ``l` =v`|*``\
            """);
  }

  @Test
  void membersOfTheWrongTypeAreLeftOut() {
    assertThat(
            said(
                """
                {"status": 7, "title": null, "message": {}, "externalURL": [], "truncatedAlerts": "many",
                 "commonLabels": [], "commonAnnotations": 3, "alerts": [null, 5, [], {"labels": null},
                 {"status": null, "labels": {"alertname": "A", "b": null, "c": {}, "d": []},
                  "annotations": [1], "values": 3, "valueString": null, "startsAt": 5, "endsAt": "x",
                  "generatorURL": {}}]}
                """))
        .isEqualTo("🔥 **A** is firing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"alerts\"",
        "{\"status\":\"firing\",\"alerts\":[]}",
        "{\"alerts\":[{}]}",
        "{\"alerts\":[null],\"title\":null,\"message\":\" \"}",
        "{\"alerts\":{\"labels\":{\"alertname\":\"A\"}}}",
        "{\"state\":\"ok\",\"evalMatches\":[{}]}",
        "{\"alerts\":[{\"status\":\"firing\"}]}"
      })
  void whatSaysNothingIsInvalid(String payload) {
    assertThatThrownBy(() -> said(payload))
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-24T16:00:00Z | 2026-11-24T16:00:59Z | 2026-11-24 16:00 UTC, for 59 s",
        "2026-11-24T16:00:00Z | 2026-11-24T16:59:59Z | 2026-11-24 16:00 UTC, for 59 min",
        "2026-11-24T16:00:00Z | 2026-11-27T16:59:59Z | 2026-11-24 16:00 UTC, for 3 days",
        "2026-11-24T16:00:00Z | 0001-01-01T00:00:00Z | since 2026-11-24 16:00 UTC",
        "0001-01-01T00:00:00Z | 2026-11-24T16:00:00Z | ''",
        "yesterday            | 2026-11-24T16:00:00Z | ''"
      })
  void timesAreThoseOfUtc(String start, String end, String said) {
    assertThat(AlertTime.of(start, end)).isEqualTo(said);
  }

  @Test
  void alertsThatWereLeftOutOfALargeBodyAreCounted() {
    ObjectNode payload = JSON.createObjectNode();
    for (int i = 1; i <= 12; i++) {
      payload.withArray("alerts").addObject().putObject("labels").put("alertname", "Down");
    }
    payload.withArray("alerts").addNull().addNull();
    assertThat(said(payload)).startsWith("🔥 **Down**: 12 firing").endsWith("- and 4 more");
  }

  @Test
  void millionsOfCharactersAndOfAlertsAreOneMessage() {
    String endless = "x_".repeat(500_000);
    ObjectNode payload =
        JSON.createObjectNode().put("title", endless).put("message", "a\n ".repeat(500_000));
    ObjectNode alert = payload.withArray("alerts").addObject();
    alert.putObject("labels").put("alertname", endless).put(endless, endless);
    alert
        .putObject("annotations")
        .put("summary", " \n".repeat(500_000) + "x")
        .put("description", endless);
    alert
        .put("startsAt", endless)
        .put("generatorURL", "https://" + endless)
        .put("valueString", endless);
    for (int i = 0; i < 200_000; i++) {
      payload.withArray("alerts").add(i % 2 == 0 ? alert : JSON.nullNode());
    }
    assertThat(said(payload)).endsWith("…");
  }

  private static String said(String payload) {
    try {
      return said(JSON.readTree(payload));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String said(JsonNode payload) {
    Command command = Alertmanager.read(payload);
    assertThat(command.username()).isEmpty();
    return command.content().value();
  }
}
