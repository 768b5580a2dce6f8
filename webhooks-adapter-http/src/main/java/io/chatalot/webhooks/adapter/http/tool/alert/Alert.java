package io.chatalot.webhooks.adapter.http.tool.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An alert of a group, written in a few lines. */
record Alert(LenientJson members, String groupStatus) {
  /** The longest name that is shown, in characters. */
  static final int MAX_NAME = 200;

  static final int MAX_MESSAGE = 1_500;

  /** Most characters of all annotations of a single alert. */
  private static final int MAX_TEXTS = 3_000;

  /** Characters of an annotation, and of all annotations, of an alert among others. */
  private static final int MAX_TEXT = 500;

  private static final int MAX_ITEM_TEXTS = 1_000;

  private static final int MAX_VALUE_STRING = 300;
  private static final int MAX_LABEL = 80;
  private static final int MAX_URL = 500;

  private static final int MAX_LABELS = 16;

  /** Whether a value is an alert, and not an item of another tool's list. */
  static boolean isAlert(LenientJson value) {
    String status = value.text("status");
    return value.at("labels").isObject()
        || value.at("annotations").isObject()
        || status.equalsIgnoreCase("firing")
        || status.equalsIgnoreCase("resolved");
  }

  boolean isResolved() {
    String status = members.text("status");
    return (status.isEmpty() ? groupStatus : status).equalsIgnoreCase("resolved");
  }

  /** Whether the alert has a name, a label, a text or a value that tells readers its subject. */
  boolean saysSomething() {
    return !name().isEmpty()
        || !annotations(LenientJson.NONE).isEmpty()
        || !members.text("valueString").isEmpty()
        || members.at("labels").value().properties().stream().anyMatch(Alert::isShown);
  }

  String name() {
    return members.text("labels", "alertname");
  }

  private Annotations annotations(LenientJson shown) {
    return Annotations.of(members.at("annotations"), shown);
  }

  /** The lines of an alert that is the only alert of its message. */
  List<String> alone() {
    Annotations annotations = annotations(LenientJson.NONE);
    var lines = new ArrayList<String>(annotations.lines(MAX_TEXTS, MAX_TEXTS));
    lines.add(labels(members.at("labels"), LenientJson.NONE));
    lines.add(value());
    lines.add(about(annotations));
    return lines;
  }

  /**
   * An item in a list of alerts, without the labels and texts that all alerts of the group share.
   */
  String item(boolean named, LenientJson commonLabels, LenientJson commonAnnotations) {
    String name = named ? Markup.bold(Markup.plain(Text.shortened(name(), MAX_NAME))) : "";
    var lines = new ArrayList<String>(shared(annotations(commonAnnotations)));
    if (lines.isEmpty()) {
      lines.add(name);
    } else {
      lines.set(0, joined(": ", name, lines.get(0)));
    }
    lines.add(
        joined(
            " · ",
            labels(members.at("labels"), commonLabels),
            value(),
            about(annotations(LenientJson.NONE))));
    lines.removeIf(String::isEmpty);
    return "- " + mark(isResolved()) + String.join("\n  ", lines) + "\n";
  }

  /** The lines of annotations in a message that says more than these. */
  static List<String> shared(Annotations annotations) {
    return annotations.lines(MAX_TEXT, MAX_ITEM_TEXTS);
  }

  /** The message that somebody wrote for Grafana, in Markdown. */
  static String message(LenientJson payload) {
    return Markup.linked(Text.shortened(payload.text("message"), MAX_MESSAGE));
  }

  static String mark(boolean resolved) {
    return resolved ? "✅ " : "🔥 ";
  }

  /** The labels whose values differ from the common labels; of many the severity is the first. */
  static String labels(LenientJson labels, LenientJson common) {
    var shown =
        new ArrayList<>(
            labels.value().properties().stream()
                .filter(Alert::isShown)
                .filter(label -> !label.getValue().equals(common.value().get(label.getKey())))
                .toList());
    if (shown.size() > MAX_LABELS) {
      shown.sort(Comparator.comparing(label -> !label.getKey().equalsIgnoreCase("severity")));
    }
    return upToMost(
        shown.stream()
            .limit(MAX_LABELS + 1L)
            .map(label -> pair(label.getKey(), new LenientJson(label.getValue()).text()))
            .toList());
  }

  private static String upToMost(List<String> pairs) {
    return pairs.size() > MAX_LABELS
        ? String.join(" ", pairs.subList(0, MAX_LABELS)) + " …"
        : String.join(" ", pairs);
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
      return Markup.code(Text.shortened(members.text("valueString"), MAX_VALUE_STRING));
    }
    return upToMost(
        values.value().properties().stream()
            .filter(value -> !new LenientJson(value.getValue()).text().isEmpty())
            .limit(MAX_LABELS + 1L)
            .map(value -> pair(value.getKey(), AlertNumber.of(value.getValue())))
            .toList());
  }

  /** The time since the alert fires, and links to its sources. */
  private String about(Annotations annotations) {
    String since =
        AlertTime.of(members.text("startsAt"), isResolved() ? members.text("endsAt") : "");
    return joined(
        " · ",
        since,
        link("", "source", members.text("generatorURL")),
        joined(" · ", annotations.links().toArray(String[]::new)),
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
