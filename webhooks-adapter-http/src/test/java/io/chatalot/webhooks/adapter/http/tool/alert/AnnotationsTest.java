package io.chatalot.webhooks.adapter.http.tool.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that the annotations of an alert say is shown. */
class AnnotationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theErrorOfGrafanasDataSourceIsShown() {
    assertThat(
            said(
                """
                {"receiver": "r", "status": "firing", "alerts": [{"status": "firing",
                  "labels": {"alertname": "DatasourceError", "rulename": "CPU"},
                  "annotations": {"Error": "failed to execute query A: connection refused"},
                  "startsAt": "2024-05-01T10:00:00Z"}]}
                """))
        .isEqualTo(
            """
            🔥 **DatasourceError** is firing
            **Error:** failed to execute query A: connection refused
            `rulename=CPU`
            since 2024-05-01 10:00 UTC\
            """);
  }

  @Test
  void everyAnnotationIsATextOrALinkUnlessItIsGrafanasOwn() {
    assertThat(
            alone(
                """
                {"__dashboardUid__": "d1", "__panelId__": "2", "action": "Call *Ann*\\nor Bob", "count": 3,
                 "dashboard_url": "https://grafana.example/d/1", "description": "On db1", "empty": " ", "list": [1],
                 "message": "On db1", "runbook": "Restart it", "runbook_url": "https://wiki.example/a",
                 "playbookURL": "https://wiki.example/a", "summary": "Slow", "see_also": "mailto:ops@a.example"}
                """))
        .isEqualTo(
            """
            🔥 **A** is firing
            Slow
            On db1
            **action:**
            Call \\*Ann\\*
            or Bob
            **count:** 3
            **runbook:** Restart it
            [dashboard](https://grafana.example/d/1) · [runbook](https://wiki.example/a) · \
            [see also](mailto:ops@a.example)\
            """);
  }

  @Test
  void allLinesOfADescriptionAreShown() {
    String lines = lines(40, "\\n");
    assertThat(alone("{\"summary\": \"Disk full\", \"description\": \"" + lines + "\"}"))
        .isEqualTo("🔥 **A** is firing\nDisk full\n" + lines(40, "\n"));
  }

  @Test
  void aTextThatIsTooLongEndsWithAMark() {
    String said = alone("{\"description\": \"" + "word ".repeat(2_000) + "\", \"z\": \"last\"}");
    assertThat(said).endsWith("word …\n…").hasSizeBetween(3_000, 3_100);
  }

  @Test
  void allLinesOfEachAlertOfAGroupAreShownAndTheSharedOnesOnce() {
    String shared = "\"impact\": \"Orders\\nwait\", \"runbook_url\": \"https://a.example/r\"";
    assertThat(
            said(
                """
                {"status": "firing", "commonAnnotations": {SHARED}, "alerts": [
                  {"labels": {"alertname": "A"}, "annotations": {SHARED, "summary": "one\\ntwo",
                    "description": "1\\n2\\n3\\n4\\n5\\n6", "Error": "refused"}},
                  {"labels": {"alertname": "B"}, "annotations": {SHARED, "Error": "x\\ny"}}]}
                """
                    .replace("SHARED", shared)))
        .isEqualTo(
            """
            🔥 **A, B**: 2 firing
            **impact:**
            Orders
            wait

            - 🔥 **A**: one
              two
              1
              2
              3
              4
              5
              6
              **Error:** refused
              [runbook](https://a.example/r)
            - 🔥 **B**: **Error:**
              x
              y
              [runbook](https://a.example/r)\
            """);
  }

  @Test
  void aLongTextInAGroupEndsWithAMark() {
    String alert =
        "{\"labels\": {\"alertname\": \"A\"}, \"annotations\": {\"a\": \"X\", \"b\": \"Y\", \"c\": \"x\"}}"
            .replace("X", "x".repeat(600))
            .replace("Y", "y".repeat(600));
    String said = said("{\"alerts\": [" + alert + ", " + alert + "]}");
    assertThat(said).contains("x".repeat(500) + "…\n", "y".repeat(490)).contains("\n  …\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          See <https://a.example/x|the *log*>. § [the \\*log\\*](https://a.example/x).
          a <https://a.example> b § a <https://a.example> b
          See [the log](https://a.example/x) § [the log](https://a.example/x)
          https://a.example/x_y, ok § <https://a.example/x_y>, ok
          1 < 2 | no <b>link</b> § no \\<b>link\\</b>
          <javascript:x|a> § \\<javascript:x|a>
          ![img](https://a.example/i) § (<https://a.example/i>)
          """)
  void linksOfSlackAndOfMarkdownStayLinks(String annotation, String shown) {
    String said =
        alone(JSON.createObjectNode().put("summary", annotation).toString()).split("\n", 2)[1];
    assertThat(said).contains(shown);
  }

  @Test
  void slacksLinksInAMessageForGrafanaAreLinks() {
    ObjectNode payload =
        JSON.createObjectNode().put("message", "**See** <https://a.example/x|the log>");
    payload.putArray("alerts").addObject().putObject("labels").put("alertname", "A");
    assertThat(said(payload.toString())).endsWith("**See** [the log](https://a.example/x)");
  }

  private static String lines(int count, String between) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(line -> line + " step")
        .collect(Collectors.joining(between));
  }

  private static String alone(String annotations) {
    return said(
        "{\"alerts\": [{\"labels\": {\"alertname\": \"A\"}, \"annotations\": "
            + annotations
            + "}]}");
  }

  private static String said(String payload) {
    try {
      return Alertmanager.read(JSON.readTree(payload)).content().value();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
