package io.chatalot.webhooks.adapter.http.tool.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the format that Grafana sent before its version 8: one rule instead of a list of alerts.
 */
final class GrafanaRule {
  private static final int MAX_MATCHES = 10;

  private static final Map<String, String> MARKS =
      Map.of("alerting", "🔥 ", "firing", "🔥 ", "ok", "✅ ", "resolved", "✅ ", "no_data", "⚠️ ");

  /** Grafana's names of states, and those of a group of alerts. */
  private static final Set<String> STATES =
      Set.of("alerting", "firing", "ok", "resolved", "no_data", "pending", "paused", "unknown");

  /** How Grafana's own titles begin. */
  private static final Pattern TITLE =
      Pattern.compile("\\[(?:Alerting|OK|No Data|Pending|Paused)\\]");

  /** States that show a payload with such a title to be Grafana's; tools share the others. */
  private static final Set<String> GRAFANAS = Set.of("alerting", "ok", "no_data");

  /** Members that show a payload to be Grafana's. */
  private static final List<String> OF_RULES =
      List.of("ruleName", "ruleId", "ruleUrl", "evalMatches");

  private GrafanaRule() {}

  /** Whether a payload tells the state of a rule, as only Grafana does. */
  static boolean isRule(LenientJson payload) {
    String state = payload.text("state");
    return STATES.contains(state) && OF_RULES.stream().anyMatch(payload::has)
        || GRAFANAS.contains(state) && TITLE.matcher(payload.text("title")).lookingAt();
  }

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
        : STATES.contains(state) ? " is " + Markup.plain(state) : "";
  }

  private static String match(LenientJson match) {
    String metric = Text.shortened(match.text("metric"), Alert.MAX_NAME);
    if (metric.isEmpty() || match.text("value").isEmpty()) {
      return "";
    }
    return Markup.code(metric + "=" + AlertNumber.of(match.at("value").value()));
  }
}
