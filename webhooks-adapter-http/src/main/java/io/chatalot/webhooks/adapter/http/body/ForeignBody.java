package io.chatalot.webhooks.adapter.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.json.Utf8;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the JSON of another platform's request: the body itself, or a field of a form. Reads it in
 * place: neither body nor field is copied, and other fields are skipped.
 */
final class ForeignBody {
  private final String type;
  private final ByteChunks body;
  private final String field;

  private ForeignBody(String type, ByteChunks body, String field) {
    this.type = type;
    this.body = body;
    this.field = field;
  }

  /**
   * Reads the JSON. A body that is declared as a form but starts as JSON is read as JSON, since
   * {@code curl -d} sends that by default.
   *
   * @param type the body's content type, with its parameters
   * @param parser parses the JSON text
   * @param field the form's field that holds the JSON
   * @param members fields of a form without {@code field} that are taken as the JSON's members
   * @throws MalformedJson if the body is neither JSON nor a form with JSON
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if a form has a file
   */
  public static JsonNode read(
      String type,
      ByteChunks body,
      Function<Reader, JsonNode> parser,
      String field,
      String... members) {
    return new ForeignBody(type, body, field).read(parser, members);
  }

  /**
   * @throws HttpRefusal if the content type is neither JSON nor a form
   */
  static void requireType(Context ctx, String field) {
    String type = RequestBody.type(ctx);
    boolean form = isCalled(type, Form.TYPE) || isCalled(type, Multipart.TYPE);
    if (!form && !RequestBody.isJson(type)) {
      throw new HttpRefusal(
          Problem.unsupportedMediaType("JSON in UTF-8, or a form with the field " + field));
    }
    RequestBody.requirePlain(ctx);
  }

  private static boolean isCalled(String type, String essence) {
    return RequestBody.essence(type).equals(essence);
  }

  private JsonNode read(Function<Reader, JsonNode> parser, String... members) {
    if (isCalled(type, Multipart.TYPE)) {
      return ofParts(parser, members);
    }
    boolean json = body.size() > 0 && body.at(0) == '{';
    return isCalled(type, Form.TYPE) && !json
        ? ofForm(parser, members)
        : parser.apply(Utf8.reader(body.stream()));
  }

  private JsonNode ofParts(Function<Reader, JsonNode> parser, String... members) {
    Set<String> wanted =
        Stream.concat(Stream.of(field), Stream.of(members)).collect(Collectors.toSet());
    Multipart parts = Multipart.read(type, body, field, wanted);
    Optional<InputStream> json = parts.value(field);
    return json.isPresent()
        ? parser.apply(Utf8.reader(json.get()))
        : object(name -> parts.value(name).map(ForeignBody::text), members);
  }

  private JsonNode ofForm(Function<Reader, JsonNode> parser, String... members) {
    Utf8.require(body.stream());
    try {
      Optional<InputStream> json = Form.value(body, field);
      return json.isPresent()
          ? parser.apply(Utf8.lenientReader(json.get()))
          : object(name -> Form.field(body, name), members);
    } catch (Form.Malformed malformed) {
      throw new MalformedJson("is not encoded as a form");
    }
  }

  private static String text(InputStream part) {
    try {
      return Utf8.text(part.readAllBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException("Reading from memory failed", impossible);
    }
  }

  private ObjectNode object(Function<String, Optional<String>> form, String... members) {
    ObjectNode object = Json.object();
    for (String member : members) {
      form.apply(member).ifPresent(text -> object.put(member, text));
    }
    if (object.isEmpty()) {
      throw new MalformedJson("has no field " + field);
    }
    return object;
  }
}
