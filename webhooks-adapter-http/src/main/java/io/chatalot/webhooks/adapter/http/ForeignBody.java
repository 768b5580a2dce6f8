package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.StringReader;
import java.util.Optional;
import java.util.function.Function;

/** The JSON of another platform's format: the body itself, or a field of a form that holds it. */
final class ForeignBody {
  private ForeignBody() {}

  /**
   * Reads the JSON. A form that is JSON itself is taken as that: it is what {@code curl -d} sends
   * unless told otherwise.
   *
   * @param field the form's field that holds the JSON
   * @param members fields that a form without that one may have instead: the JSON's own members
   * @throws MalformedJson if it is not JSON, or a form without it
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if a form holds a
   *     file, too
   */
  static JsonNode json(Context ctx, byte[] body, String field, String... members) {
    if (!isForm(ctx, body)) {
      return Json.parse(RequestBody.utf8(body));
    }
    Function<String, Optional<String>> form = form(ctx, body, field);
    Optional<String> json = form.apply(field);
    return json.isPresent() ? Json.parse(json.get()) : object(form, field, members);
  }

  /** Reads as much of the JSON of a large body as a message can be made from. */
  static JsonNode outline(Context ctx, byte[] body, String field, String... members) {
    if (!isForm(ctx, body)) {
      return JsonOutline.read(RequestBody.utf8Reader(body));
    }
    Function<String, Optional<String>> form = form(ctx, body, field);
    Optional<String> json = form.apply(field);
    return json.isPresent()
        ? JsonOutline.read(new StringReader(json.get()))
        : object(form, field, members);
  }

  /**
   * @throws HttpRefusal if the body is said to be neither JSON nor a form
   */
  static void requireType(Context ctx, String field) {
    boolean form = isCalled(ctx, Form.TYPE) || isCalled(ctx, Multipart.TYPE);
    if (!form && !RequestBody.isJson(RequestBody.type(ctx))) {
      throw new HttpRefusal(
          Problem.unsupportedMediaType("JSON in UTF-8, or a form with the field " + field));
    }
    RequestBody.requirePlain(ctx);
  }

  private static boolean isForm(Context ctx, byte[] body) {
    boolean json = body.length > 0 && body[0] == '{';
    return isCalled(ctx, Multipart.TYPE) || (isCalled(ctx, Form.TYPE) && !json);
  }

  private static boolean isCalled(Context ctx, String type) {
    return RequestBody.essence(RequestBody.type(ctx)).equals(type);
  }

  /** The text of each field by its name. */
  private static Function<String, Optional<String>> form(Context ctx, byte[] body, String field) {
    if (isCalled(ctx, Multipart.TYPE)) {
      var fields = Multipart.fields(RequestBody.type(ctx), body, field);
      return name -> Optional.ofNullable(fields.get(name));
    }
    String form = RequestBody.utf8(body);
    return name -> field(form, name);
  }

  private static Optional<String> field(String form, String name) {
    try {
      return Form.field(form, name);
    } catch (IllegalArgumentException malformed) {
      throw new MalformedJson("is not encoded as a form");
    }
  }

  private static ObjectNode object(
      Function<String, Optional<String>> form, String field, String... members) {
    ObjectNode object = Json.object();
    for (String member : members) {
      form.apply(member).ifPresent(text -> object.put(member, text));
    }
    if (object.isEmpty()) {
      throw without(field);
    }
    return object;
  }

  private static MalformedJson without(String field) {
    return new MalformedJson("has no field " + field);
  }
}
