package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

import java.util.List;
import java.util.Map;

/** Writes values as JSON, and pays for each part before it is written. */
public final class JsonText {
  private static final int MAX_DEPTH = 100;

  private final Run run;
  private final boolean pretty;
  private final StringBuilder out = new StringBuilder();

  private JsonText(Run run, boolean pretty) {
    this.run = run;
    this.pretty = pretty;
  }

  static String compact(Run run, Object value) {
    return written(new JsonText(run, false), value);
  }

  /** On several lines, indented by two spaces. */
  public static String pretty(Run run, Object value) {
    return written(new JsonText(run, true), value);
  }

  private static String written(JsonText json, Object value) {
    json.value(value, 0);
    json.run.make(json.out.length());
    return json.out.toString();
  }

  private void value(Object value, int depth) {
    run.spend(1);
    if (out.length() > Run.MAX_MADE_TEXT) {
      throw new Fault("a text is longer than " + Run.MAX_MADE_TEXT + " characters");
    }
    if (depth > MAX_DEPTH) {
      throw new Fault("the value is nested too deeply to be printed");
    }
    if (value instanceof Map<?, ?> map) {
      object(map, depth);
    } else if (value instanceof List<?> list) {
      array(list, depth);
    } else if (Values.isText(value)) {
      string(Values.text(run, value));
    } else {
      out.append(value == null ? "null" : value instanceof Loop ? "{}" : Values.text(run, value));
    }
  }

  private void object(Map<?, ?> map, int depth) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      separate(first, depth + 1);
      first = false;
      string(member.getKey().toString());
      out.append(pretty ? ": " : ":");
      value(member.getValue(), depth + 1);
    }
    end(first, depth);
    out.append('}');
  }

  private void array(List<?> list, int depth) {
    out.append('[');
    boolean first = true;
    for (Object element : list) {
      separate(first, depth + 1);
      first = false;
      value(element, depth + 1);
    }
    end(first, depth);
    out.append(']');
  }

  private void separate(boolean first, int depth) {
    if (!first) {
      out.append(',');
    }
    line(depth);
  }

  private void end(boolean empty, int depth) {
    if (!empty) {
      line(depth);
    }
  }

  private void line(int depth) {
    if (pretty) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void string(String text) {
    run.scan(text.length());
    out.append('"');
    for (int i = 0; i < text.length() && out.length() <= Run.MAX_MADE_TEXT; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
