package io.chatalot.webhooks.adapter.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;

/**
 * Reads the JSON of other platforms' senders, which escape less than {@link Json} demands: control
 * characters stand in strings, and {@link ForeignText} mends characters that cannot be stored.
 *
 * <p>Keeps a bounded number of values: a tree takes up to thirty times its text, so five megabytes
 * of {@code [{},{},…]} would fill a small server's heap. Detects duplicate names among kept members
 * only, because remembering the names of five megabytes of {@code "abc":1,…} takes twenty times
 * their text.
 */
public final class ForeignJson {
  /** Takes about 40 MB of the heap; real senders' largest bodies have half as many values. */
  private static final int MAX_VALUES = 300_000;

  /** A number with more digits, before or behind the point, is kept as text. */
  private static final int MAX_DIGITS = 100;

  private final JsonParser parser;
  private final boolean exact;
  private int left;

  private ForeignJson(JsonParser parser, boolean exact, int maxValues) {
    this.parser = parser;
    this.exact = exact;
    left = maxValues;
  }

  /**
   * @param text in UTF-8
   * @throws MalformedJson if the text is not one JSON value
   */
  public static JsonNode read(InputStream text) {
    return read(new ForeignText(text), false, MAX_VALUES);
  }

  /**
   * As {@link #read(InputStream)}, but keeps fractions and large numbers as numbers, with the
   * digits that were sent.
   */
  public static JsonNode readExactly(InputStream text) {
    return read(new ForeignText(text), true, MAX_VALUES);
  }

  /**
   * @param maxValues how many values are kept, in document order. One member of the top-level
   *     object gets half of the remaining values, so that the members after a long list are kept,
   *     too. Beyond the bound members of objects are left out, and array items become null so that
   *     they can be counted
   */
  static JsonNode read(Reader text, int maxValues) {
    return read(text, false, maxValues);
  }

  private static JsonNode read(Reader text, boolean exact, int maxValues) {
    try (JsonParser parser = Json.lenientParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new MalformedJson("is empty");
      }
      var outline = new ForeignJson(parser, exact, maxValues);
      JsonNode value = first == JsonToken.START_OBJECT ? outline.whole() : outline.value(first);
      if (parser.nextToken() != null) {
        throw new MalformedJson("has more than one value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw Json.malformed(e);
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory failed", e);
    }
  }

  private JsonNode value(JsonToken token) throws IOException {
    left--;
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
      case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
      case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
      case VALUE_NUMBER_INT -> number();
      case VALUE_NUMBER_FLOAT -> exact ? exactNumber() : text();
      default -> text();
    };
  }

  /** Keeps fractions and numbers beyond {@code long} as text, unless they are read exactly. */
  private JsonNode number() throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
      case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
      default -> exact ? exactNumber() : text();
    };
  }

  private JsonNode exactNumber() throws IOException {
    String text = parser.getText();
    if (text.length() > MAX_DIGITS) {
      return text();
    }
    var number = new BigDecimal(text);
    return Math.abs((long) number.scale()) > MAX_DIGITS ? text() : DecimalNode.valueOf(number);
  }

  private JsonNode text() throws IOException {
    return JsonNodeFactory.instance.textNode(parser.getText());
  }

  private ObjectNode whole() throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    int rest = left;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int most = rest / 2;
      left = most;
      member(object);
      rest -= most - Math.max(0, left);
    }
    return object;
  }

  private ObjectNode object() throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      member(object);
    }
    return object;
  }

  private void member(ObjectNode object) throws IOException {
    String name = parser.currentName();
    JsonToken token = parser.nextToken();
    // Names that became the same by U+FFFD are no mistake of the sender's.
    if (object.has(name) && name.indexOf('\uFFFD') < 0 && !exact) {
      throw Json.malformed(parser.currentLocation());
    }
    if (left > 0) {
      object.set(name, value(token));
    } else {
      parser.skipChildren();
    }
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (left > 0) {
        array.add(value(token));
      } else {
        parser.skipChildren();
        array.addNull();
      }
      token = parser.nextToken();
    }
    return array;
  }
}
