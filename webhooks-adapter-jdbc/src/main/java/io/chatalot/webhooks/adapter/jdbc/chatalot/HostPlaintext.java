package io.chatalot.webhooks.adapter.jdbc.chatalot;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.WebhookException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A webhook's message in Chatalot's column {@code messages.plaintext}, the JSON {@code
 * {"content","webhook_avatar","webhook_name"}}.
 *
 * @param name as {@link HostName} mends it; {@code Webhook} if the column has none
 * @param avatar empty if the column has no avatar that follows the rules of {@link AvatarUrl}
 */
public record HostPlaintext(DisplayName name, Optional<AvatarUrl> avatar, MessageContent content) {
  private static final String CONTENT = "content";
  private static final String NAME = "webhook_name";
  private static final String AVATAR = "webhook_avatar";
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the JSON of a message. */
  public static String of(DisplayName name, Optional<AvatarUrl> avatar, MessageContent content) {
    var json = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(json)) {
      out.writeStartObject();
      out.writeStringField(CONTENT, content.value());
      out.writeStringField(AVATAR, avatar.map(AvatarUrl::value).orElse(null));
      out.writeStringField(NAME, name.value());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes everything", e);
    }
    return json.toString();
  }

  /**
   * Reads the JSON of a message; empty if the text is not such JSON, or its content breaks the
   * rules of {@link MessageContent}.
   */
  public static Optional<HostPlaintext> parse(String plaintext) {
    Map<String, String> fields = fields(plaintext);
    try {
      return Optional.ofNullable(fields.get(CONTENT))
          .map(MessageContent::new)
          .map(content -> new HostPlaintext(name(fields), avatar(fields), content));
    } catch (WebhookException invalid) {
      return Optional.empty();
    }
  }

  /**
   * The text for Chatalot's client of a message that Chatalot's own server stored; empty if the
   * text is not such JSON, or has no content. The content need not follow our rules; U+0000 and
   * unpaired surrogates become U+FFFD.
   */
  public static Optional<String> shown(String plaintext) {
    Map<String, String> fields = fields(plaintext);
    return Optional.ofNullable(fields.get(CONTENT))
        .filter(content -> !content.isEmpty())
        .map(content -> HostText.of(name(fields), storable(content)));
  }

  private static DisplayName name(Map<String, String> fields) {
    return HostName.mended(fields.getOrDefault(NAME, ""));
  }

  private static Optional<AvatarUrl> avatar(Map<String, String> fields) {
    try {
      return Optional.ofNullable(fields.get(AVATAR)).map(AvatarUrl::new);
    } catch (WebhookException invalid) {
      return Optional.empty();
    }
  }

  private static String storable(String text) {
    var storable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }

  /** The strings of a JSON object; none if the text is not one JSON object. */
  private static Map<String, String> fields(String plaintext) {
    try (JsonParser in = JSON.createParser(plaintext)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Map.of();
      }
      Map<String, String> fields = new HashMap<>();
      for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
        if (in.nextToken() == JsonToken.VALUE_STRING) {
          fields.put(field, in.getText());
        } else {
          in.skipChildren();
        }
      }
      return in.nextToken() == null ? fields : Map.of();
    } catch (JacksonException broken) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException("a string gives everything", e);
    }
  }
}
