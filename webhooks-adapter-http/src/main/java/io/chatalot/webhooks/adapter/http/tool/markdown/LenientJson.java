package io.chatalot.webhooks.adapter.http.tool.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The members of a foreign JSON value, read leniently: what is missing, null or of another type is
 * empty.
 */
public record LenientJson(JsonNode value) {
  public static final LenientJson NONE = new LenientJson(MissingNode.getInstance());

  /**
   * @throws WebhookException with {@code INVALID} if the value is no object
   */
  public static LenientJson ofObject(JsonNode value) {
    if (!value.isObject()) {
      throw WebhookException.invalid("body", ViolationCode.INVALID_TYPE, "must be a JSON object");
    }
    return new LenientJson(value);
  }

  /** The text at a path of names, a number or a boolean as text too; without it, an empty one. */
  public String text(String... path) {
    JsonNode found = find(path);
    return found.isValueNode() && !found.isNull() ? found.asText().strip() : "";
  }

  /** The text at a path as it is, with the white space at its ends. */
  public String raw(String... path) {
    JsonNode found = find(path);
    return found.isTextual() ? found.textValue() : "";
  }

  /** The first of several members that has a text. */
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

  /** The array at a path; without it, an empty one. */
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

  /** The whole number that it is, brought within bounds; the lower one if it is none. */
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

  /** Whether there is such a member, whatever it is. */
  public boolean has(String name) {
    return value.has(name);
  }

  /** A whole number; without it, 0. */
  public long number(String... path) {
    return find(path).asLong(0);
  }

  /** How many an array at a path has; without it, 0. */
  public int size(String... path) {
    JsonNode found = find(path);
    return found.isArray() ? found.size() : 0;
  }

  /** The first of an array at a path, of which there may be any number. */
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
