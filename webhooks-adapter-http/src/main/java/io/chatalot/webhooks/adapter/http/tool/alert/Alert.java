package io.chatalot.webhooks.adapter.http.tool.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An alert of a group, written in a few lines. */
record Alert(LenientJson members, String groupStatus) {
  /** The longest name that is shown, in characters. */
  static final int MAX_NAME = 200;

  static final int MAX_MESSAGE = 1_500;
  private static final int MAX_SUMMARY = 300;
  private static final int MAX_DESCRIPTION = 500;
  private static final int MAX_LABEL = 80;
  private static final int MAX_URL = 500;

  private static final int MAX_LABELS = 8;
  private static final int MAX_LINES = 4;

  boolean isResolved() {
    String status = members.text("status");
    return (status.isEmpty() ? groupStatus : status).equalsIgnoreCase("resolved");
  }

  /** Whether the alert has a name, a label, a text or a value that tells readers its subject. */
  boolean saysSomething() {
    return !name().isEmpty()
        || !members.at("annotations").firstText("summary", "description", "message").isEmpty()
        || !members.text("valueString").isEmpty()
        || members.at("labels").value().properties().stream().anyMatch(Alert::isShown);
  }

  String name() {
    return members.text("labels", "alertname");
  }

  /** The lines of an alert that is the only alert with its name. */
  List<String> alone() {
    LenientJson annotations = members.at("annotations");
    var lines = new ArrayList<String>();
    lines.add(summary(annotations));
    lines.addAll(description(annotations));
    lines.add(labels(members.at("labels"), LenientJson.NONE));
    lines.add(value());
    lines.add(about());
    return lines;
  }

  /**
   * An item in a list of alerts, without the labels and annotations that all alerts of the group
   * share.
   */
  String item(boolean named, LenientJson commonLabels, LenientJson commonAnnotations) {
    LenientJson annotations = members.at("annotations");
    String name = named ? Markup.bold(Markup.plain(Text.shortened(name(), MAX_NAME))) : "";
    boolean ownSummary = !main(annotations).equals(main(commonAnnotations));
    var lines = new ArrayList<String>();
    lines.add(joined(": ", name, ownSummary ? summary(annotations) : ""));
    if (!rest(annotations).equals(commonAnnotations.firstText("description", "message"))) {
      description(annotations).stream().limit(1).forEach(lines::add);
    }
    lines.add(joined(" · ", labels(members.at("labels"), commonLabels), value(), about()));
    lines.removeIf(String::isEmpty);
    return "- " + mark(isResolved()) + String.join("\n  ", lines) + "\n";
  }

  static String mark(boolean resolved) {
    return resolved ? "✅ " : "🔥 ";
  }

  static String summary(LenientJson annotations) {
    return Markup.text(Text.shortened(main(annotations), MAX_SUMMARY));
  }

  private static String main(LenientJson annotations) {
    return annotations.firstText("summary", "description", "message");
  }

  /** The description and other texts beside the summary. */
  private static String rest(LenientJson annotations) {
    String text = annotations.firstText("description", "message");
    return text.equals(main(annotations)) ? annotations.text("message") : text;
  }

  static List<String> description(LenientJson annotations) {
    String text = rest(annotations).equals(main(annotations)) ? "" : rest(annotations);
    return Text.shortened(text, MAX_DESCRIPTION)
        .lines()
        .map(Markup::text)
        .filter(line -> !line.isEmpty())
        .limit(MAX_LINES)
        .toList();
  }

  /** The labels whose values differ from the common labels. */
  static String labels(LenientJson labels, LenientJson common) {
    return labels.value().properties().stream()
        .filter(Alert::isShown)
        .filter(label -> !label.getValue().equals(common.value().get(label.getKey())))
        .limit(MAX_LABELS)
        .map(label -> pair(label.getKey(), label.getValue().asText()))
        .collect(Collectors.joining(" "));
  }

  /** Hides the alert's name, which the head shows, and Grafana's internal labels. */
  private static boolean isShown(Map.Entry<String, JsonNode> label) {
    return !label.getKey().equals("alertname")
        && !label.getKey().startsWith("__")
        && !new LenientJson(label.getValue()).text().isEmpty();
  }

  private static String pair(String name, String value) {
    return Markup.code(Text.shortened(name + "=" + value, MAX_LABEL));
  }

  /** The values that Grafana measured. */
  private String value() {
    LenientJson values = members.at("values");
    if (values.value().isEmpty()) {
      return Markup.code(Text.shortened(members.text("valueString"), MAX_SUMMARY));
    }
    return values.value().properties().stream()
        .filter(value -> !new LenientJson(value.getValue()).text().isEmpty())
        .limit(MAX_LABELS)
        .map(value -> pair(value.getKey(), number(value.getValue())))
        .collect(Collectors.joining(" "));
  }

  /** Rounds a number. In a large body numbers are parsed as texts. */
  static String number(JsonNode value) {
    double number = value.asDouble(Double.NaN);
    return Double.isFinite(number) ? number(number) : value.asText();
  }

  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value, new MathContext(6)).stripTrailingZeros();
    return Math.abs(rounded.scale()) <= 12 ? rounded.toPlainString() : rounded.toString();
  }

  /** The time since the alert fires, and links to its sources. */
  private String about() {
    String since =
        AlertTime.of(members.text("startsAt"), isResolved() ? members.text("endsAt") : "");
    LenientJson annotations = members.at("annotations");
    return joined(
        " · ",
        since,
        link("", "source", members.text("generatorURL")),
        link("", "runbook", annotations.firstText("runbook_url", "runbook")),
        link("", "dashboard", members.text("dashboardURL")),
        link("", "panel", members.text("panelURL")),
        link("", "image", members.text("imageURL")),
        isResolved() ? "" : link("", "silence", members.text("silenceURL")));
  }

  /** A link; empty if the address cannot be opened, or is too long to be of use to readers. */
  static String link(String before, String label, String url) {
    String link = url.length() > MAX_URL ? label : Markup.link(label, url);
    return link.equals(label) ? "" : before + link;
  }

  static String joined(String between, String... parts) {
    return List.of(parts).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(between));
  }
}
