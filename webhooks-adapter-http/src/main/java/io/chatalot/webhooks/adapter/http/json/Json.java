package io.chatalot.webhooks.adapter.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads and writes JSON. Reading is strict: one value, no duplicate keys, no trailing text, at most
 * {@value #MAX_DEPTH} levels.
 */
public final class Json {
  public static final String TYPE = "application/json";

  private static final int MAX_DEPTH = 500;
  private static final int MAX_NUMBER_LENGTH = 1_000;

  /** The most unknown fields that are kept; the route ignores them or reports them as errors. */
  private static final int MAX_OTHERS = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // Otherwise the factory caches thousands of field names, however long.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Fractions keep the digits that were sent.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(LINES)
              .withArrayIndenter(LINES));

  private static final ObjectReader TREES = MAPPER.reader();

  /** For a value that is followed by other tokens. */
  private static final ObjectReader PARTS =
      TREES.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /**
   * The value itself, if it is an object.
   *
   * @throws WebhookException with {@code INVALID} of the field {@code body} for any other value
   */
  public static JsonNode requireObject(JsonNode value) {
    if (!value.isObject()) {
      throw WebhookException.invalid("body", ViolationCode.INVALID_TYPE, "must be a JSON object");
    }
    return value;
  }

  /**
   * @throws MalformedJson if the text is not one JSON value
   */
  public static JsonNode parse(String text) {
    return read(() -> TREES.readTree(text));
  }

  /**
   * Parses an object, and leaves arrays and objects inside of it empty after checking their syntax:
   * no route reads them, and as a tree they take many times the memory of their text.
   *
   * @param fields the fields that the route reads; of all others the first {@value #MAX_OTHERS} are
   *     kept
   * @throws MalformedJson if the text is not one JSON value
   */
  public static JsonNode parseFlat(String text, Set<String> fields) {
    return read(() -> flat(text, fields));
  }

  private static JsonNode flat(String text, Set<String> fields) throws IOException {
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonToken first = parser.nextToken();
      JsonNode value = first == null ? MAPPER.missingNode() : flat(parser, fields);
      if (parser.nextToken() != null) {
        throw new MalformedJson("has something after its value");
      }
      return value;
    }
  }

  private static JsonNode flat(JsonParser parser, Set<String> fields) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      return shallow(parser);
    }
    ObjectNode object = object();
    int others = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (fields.contains(name) || others++ < MAX_OTHERS) {
        object.set(name, shallow(parser));
      } else {
        parser.skipChildren();
      }
    }
    return object;
  }

  private static JsonNode shallow(JsonParser parser) throws IOException {
    if (!parser.currentToken().isStructStart()) {
      return PARTS.readTree(parser);
    }
    boolean isArray = parser.isExpectedStartArrayToken();
    parser.skipChildren();
    return isArray ? MAPPER.createArrayNode() : object();
  }

  /** Reads a value; a missing node means that the text is empty. */
  private interface Reading {
    JsonNode read() throws IOException;
  }

  private static JsonNode read(Reading reading) {
    try {
      JsonNode value = reading.read();
      if (value.isMissingNode()) {
        throw new MalformedJson("is empty");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Reading from memory failed", impossible);
    }
  }

  /**
   * A parser that returns token by token. It lets control characters stand in strings, since many
   * senders write line breaks and tabs as they are; otherwise it is as strict as {@link #parse},
   * but does not look for duplicate names.
   */
  static JsonParser lenientParser(Reader text) throws IOException {
    return MAPPER
        .createParser(text)
        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature())
        .disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  }

  /** Describes a parser's exception without quoting the input. */
  static MalformedJson malformed(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return new MalformedJson(
          "nests deeper than "
              + MAX_DEPTH
              + " levels or has a number of more than "
              + MAX_NUMBER_LENGTH
              + " digits");
    }
    // Jackson's message quotes the input; line and column are enough for the sender.
    return malformed(e.getLocation());
  }

  /** Names line and column, if they are known. */
  static MalformedJson malformed(JsonLocation place) {
    return new MalformedJson(
        place == null
            ? "is not valid JSON"
            : "is not valid JSON at line " + place.getLineNr() + ", column " + place.getColumnNr());
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static <T> ArrayNode array(List<T> items, Function<T, ObjectNode> render) {
    ArrayNode array = MAPPER.createArrayNode();
    items.forEach(item -> array.add(render.apply(item)));
    return array;
  }

  public static String text(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of our own cannot be written", e);
    }
  }

  /** The JSON text for people, on lines that end with a line feed. */
  public static String pretty(JsonNode value) {
    try {
      return PRETTY.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of our own cannot be written", e);
    }
  }

  /** The JSON text in UTF-8. */
  public static byte[] bytes(JsonNode value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of our own cannot be written", e);
    }
  }

  public static void answer(Context ctx, int status, JsonNode value) {
    ctx.status(status).contentType(TYPE).result(text(value));
  }
}
