package io.chatalot.webhooks.adapter.http.tool.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.Text;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the JSON that Prometheus' Alertmanager (version 4 of its webhook format) and Grafana send,
 * also the format of Grafana's older alerts.
 */
public final class Alertmanager {
  private static final String ALERTS = "alerts";
  private static final int MAX_ALERTS = 10;

  /** Alerts beyond this number are counted, not read. */
  private static final int MAX_READ = 10_000;

  /** UTF-16 units of the list of alerts, so that the number of the remaining alerts still fits. */
  private static final int ENOUGH = 3_300;

  private static final int MAX_NAMES = 3;

  /** Grafana's default titles and messages, which only repeat the alerts. */
  private static final Pattern OWN_TITLE = Pattern.compile("\\[(?:FIRING|RESOLVED)\\b.*");

  private static final Pattern OWN_MESSAGE =
      Pattern.compile("\\*\\*(?:Firing|Resolved)\\*\\*\\s.*\\bLabels:\\s.*", Pattern.DOTALL);

  private final LenientJson payload;
  private final List<Alert> alerts = new ArrayList<>();
  private final long firing;
  private final long left;

  private Alertmanager(LenientJson payload) {
    this.payload = payload;
    String status = payload.text("status");
    var resolved = new ArrayList<Alert>();
    LenientJson list = payload.at(ALERTS);
    JsonNode all = (list.value().isArray() ? list : LenientJson.NONE).value();
    int read = 0;
    while (read < Math.min(all.size(), MAX_READ) && !isLeftOut(all, read)) {
      var alert = new Alert(new LenientJson(all.get(read)), status);
      if (alert.saysSomething()) {
        (alert.isResolved() ? resolved : alerts).add(alert);
      }
      read++;
    }
    firing = alerts.size();
    alerts.addAll(resolved);
    int truncated = Math.max(0, payload.at("truncatedAlerts").value().asInt(0));
    left = (long) truncated + all.size() - read;
  }

  /**
   * Whether the parser left an alert out: in a large body it reads only the first elements of an
   * array, and sets the others to null.
   */
  private static boolean isLeftOut(JsonNode all, int index) {
    return index >= MAX_ALERTS && all.get(index).isNull();
  }

  /**
   * Writes the alerts of a group into one message, firing alerts first.
   *
   * @throws WebhookException with {@code INVALID} if the payload is not one of alerts, or the
   *     message would be empty
   */
  public static Command read(JsonNode payload) {
    LenientJson members = LenientJson.ofObject(payload);
    requireAlerts(members);
    var group = new Alertmanager(members);
    Draft draft = group.alerts.isEmpty() ? GrafanaRule.draft(members) : group.draft();
    if (draft.isEmpty()) {
      throw WebhookException.invalid(ALERTS, ViolationCode.EMPTY, "say nothing");
    }
    return draft.toCommand("", "");
  }

  private static void requireAlerts(LenientJson payload) {
    if (!isOfAlerts(payload)) {
      JsonNode alerts = payload.at(ALERTS).value();
      boolean missing = alerts.isMissingNode() || alerts.isNull();
      throw WebhookException.invalid(
          ALERTS,
          missing ? ViolationCode.REQUIRED : ViolationCode.INVALID_TYPE,
          "must be a list of alerts, as Alertmanager and Grafana send it");
    }
  }

  /**
   * Whether the payload is one of alerts. Other tools' payloads have a title, a state or a message
   * too, but readers would take them for alerts.
   */
  static boolean isOfAlerts(LenientJson payload) {
    JsonNode alerts = payload.at(ALERTS).value();
    for (int i = 0; alerts.isArray() && i < Math.min(alerts.size(), MAX_READ); i++) {
      if (Alert.isAlert(new LenientJson(alerts.get(i)))) {
        return true;
      }
    }
    return GrafanaRule.isRule(payload);
  }

  private Draft draft() {
    var draft = new Draft().block(head());
    if (alerts.size() == 1 && left == 0) {
      alerts.get(0).alone().forEach(draft::line);
    } else {
      LenientJson annotations = payload.at("commonAnnotations");
      Alert.shared(Annotations.of(annotations, LenientJson.NONE)).forEach(draft::line);
      draft.line(Alert.labels(payload.at("commonLabels"), LenientJson.NONE));
      draft.block(list(annotations));
    }
    String message = payload.text("message");
    if (!OWN_MESSAGE.matcher(message).matches()) {
      draft.block(Alert.message(payload));
    }
    return draft;
  }

  /** The first line, such as "🔥 **HighLatency**: 2 firing, 1 resolved". */
  private String head() {
    long resolved = alerts.size() - firing;
    String count =
        alerts.size() == 1 && left == 0
            ? (firing == 1 ? " is firing" : " is resolved")
            : ": "
                + (firing == 0 ? "" : firing + " firing")
                + (firing == 0 || resolved == 0 ? "" : ", ")
                + (resolved == 0 ? "" : resolved + " resolved");
    String name = Markup.bold(Markup.plain(Text.shortened(name(), Alert.MAX_NAME)));
    return Alert.mark(firing == 0)
        + name
        + count
        + Alert.link(" · ", "all alerts", payload.text("externalURL"));
  }

  private String name() {
    String title = payload.text("title");
    if (!title.isEmpty() && !OWN_TITLE.matcher(title).matches()) {
      return title;
    }
    Set<String> names = names();
    if (names.isEmpty()) {
      return alerts.size() == 1 ? "Alert" : "Alerts";
    }
    String first = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    return names.size() > MAX_NAMES ? first + "…" : first;
  }

  private Set<String> names() {
    var names = new LinkedHashSet<String>();
    for (Alert alert : alerts) {
      if (!alert.name().isEmpty() && names.size() <= MAX_NAMES) {
        names.add(alert.name());
      }
    }
    return names;
  }

  private String list(LenientJson annotations) {
    boolean named = names().size() > 1;
    var list = new StringBuilder();
    int told = 0;
    while (told < Math.min(MAX_ALERTS, alerts.size())) {
      String item = alerts.get(told).item(named, payload.at("commonLabels"), annotations);
      if (told > 0 && list.length() + item.length() > ENOUGH) {
        break;
      }
      list.append(item);
      told++;
    }
    long more = alerts.size() - told + left;
    return more == 0 ? list.toString() : list + "- and " + more + " more";
  }
}
