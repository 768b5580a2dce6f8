package io.chatalot.webhooks.adapter.http.tool.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.domain.WebhookException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Reads a foreign JSON value leniently: a member that is missing, null or of another type is empty.
 */
public record LenientJson(JsonNode value) {
  /** The most digits behind the point, or zeros before it, that a number is written with. */
  private static final int MAX_SCALE = 30;

  public static final LenientJson NONE = new LenientJson(MissingNode.getInstance());

  /**
   * Wraps an object.
   *
   * @throws WebhookException with {@code INVALID} if the value is not an object
   */
  public static LenientJson ofObject(JsonNode value) {
    return new LenientJson(Json.requireObject(value));
  }

  /** The text, number or boolean at a path of names, as stripped text; empty if there is none. */
  public String text(String... path) {
    JsonNode found = find(path);
    return found.isValueNode() && !found.isNull() ? written(found).strip() : "";
  }

  /** As {@link #text}, but with the indent of the first line. */
  public String indented(String... path) {
    JsonNode found = find(path);
    String text = found.isValueNode() && !found.isNull() ? found.asText().stripTrailing() : "";
    int start = text.length() - text.stripLeading().length();
    return text.substring(text.lastIndexOf('\n', start) + 1);
  }

  /** Writes a number with all its digits, where Java would write 1.2345678E7. */
  private static String written(JsonNode value) {
    if (!value.isFloatingPointNumber() || !Double.isFinite(value.doubleValue())) {
      return value.asText();
    }
    BigDecimal number = value.decimalValue();
    return Math.abs(number.scale()) <= MAX_SCALE ? number.toPlainString() : value.asText();
  }

  /** The text at a path with the white space at its ends. */
  public String raw(String... path) {
    JsonNode found = find(path);
    return found.isTextual() ? found.textValue() : "";
  }

  /** The text of the first of several members that has one. */
  public String firstText(String... names) {
    for (String name : names) {
      String text = text(name);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  public LenientJson at(String... path) {
    return new LenientJson(find(path));
  }

  /** The array at a path; an empty list if there is none. */
  public List<LenientJson> list(String... path) {
    JsonNode found = find(path);
    return found.isArray()
        ? StreamSupport.stream(found.spliterator(), false).map(LenientJson::new).toList()
        : List.of();
  }

  public boolean isTrue(String... path) {
    return find(path).asBoolean(false);
  }

  public boolean isFalse(String name) {
    JsonNode found = find(name);
    return found.isBoolean() && !found.booleanValue();
  }

  /** The value as a whole number, limited to bounds; the lower bound for any other value. */
  public int within(int min, int max) {
    return value.isInt() ? Math.max(min, Math.min(max, value.intValue())) : min;
  }

  public boolean isText() {
    return value.isTextual();
  }

  public boolean isArray() {
    return value.isArray();
  }

  public boolean isObject() {
    return value.isObject();
  }

  /** Whether the object has a member of any type. */
  public boolean has(String name) {
    return value.has(name);
  }

  /** The whole number at a path; 0 if there is none. */
  public long number(String... path) {
    return find(path).asLong(0);
  }

  /** The size of the array at a path; 0 if there is none. */
  public int size(String... path) {
    JsonNode found = find(path);
    return found.isArray() ? found.size() : 0;
  }

  /** The first elements of the array at a path. */
  public List<LenientJson> first(int max, String... path) {
    JsonNode found = find(path);
    return found.isArray()
        ? StreamSupport.stream(found.spliterator(), false).limit(max).map(LenientJson::new).toList()
        : List.of();
  }

  private JsonNode find(String... path) {
    JsonNode found = value;
    for (String name : path) {
      found = found.path(name);
    }
    return found;
  }
}
