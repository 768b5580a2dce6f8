package io.chatalot.webhooks.adapter.http.tool.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Text;
import java.util.Map;

/**
 * Reads the format that Grafana sent before its version 8: one rule instead of a list of alerts.
 */
final class GrafanaRule {
  private static final int MAX_MATCHES = 10;

  private static final Map<String, String> MARKS =
      Map.of("alerting", "🔥 ", "firing", "🔥 ", "ok", "✅ ", "resolved", "✅ ", "no_data", "⚠️ ");

  private GrafanaRule() {}

  /** Empty if the payload has neither a title nor a message. */
  static Draft draft(LenientJson payload) {
    String name = Text.shortened(payload.firstText("ruleName", "title"), Alert.MAX_NAME);
    String state = Text.shortened(payload.firstText("state", "status"), Alert.MAX_NAME);
    String rule = Markup.bold(Markup.link(Markup.plain(name), payload.text("ruleUrl")));
    var draft = new Draft();
    if (!name.isEmpty()) {
      draft.block(MARKS.getOrDefault(state, "") + rule + words(state));
    }
    draft.line(Alert.message(payload));
    int told = 0;
    for (JsonNode match : payload.at("evalMatches").value()) {
      if (told++ < MAX_MATCHES) {
        draft.line(match(new LenientJson(match)));
      }
    }
    return draft.line(Alert.link("", "image", payload.text("imageUrl")));
  }

  private static String words(String state) {
    return state.equals("no_data")
        ? " has no data"
        : state.isEmpty() ? "" : " is " + Markup.plain(state);
  }

  private static String match(LenientJson match) {
    String metric = Text.shortened(match.text("metric"), Alert.MAX_NAME);
    if (metric.isEmpty() || match.text("value").isEmpty()) {
      return "";
    }
    return Markup.code(metric + "=" + AlertNumber.of(match.at("value").value()));
  }
}
