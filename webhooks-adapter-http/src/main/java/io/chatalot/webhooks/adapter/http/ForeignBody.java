package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.StringReader;

/** The JSON of another platform's format: the body itself, or a field of a form that holds it. */
final class ForeignBody {
  private ForeignBody() {}

  /**
   * Reads the JSON. A form that is JSON itself is taken as that: it is what {@code curl -d} sends
   * unless told otherwise.
   *
   * @param field the form's field that holds the JSON
   * @throws HttpRefusal if the body is neither JSON nor a form, or larger than the maximum
   * @throws MalformedJson if it is not JSON, or a form without it
   */
  static JsonNode json(Context ctx, int maxBytes, String field) {
    requireType(ctx, field);
    return json(ctx, RequestBody.bytes(ctx, maxBytes), field);
  }

  /** Reads the JSON of a body that is there. */
  static JsonNode json(Context ctx, byte[] body, String field) {
    String text = RequestBody.utf8(body);
    return Json.parse(isForm(ctx) && !text.startsWith("{") ? inForm(text, field) : text);
  }

  /** Reads as much of the JSON of a large body as a message can be made from. */
  static JsonNode outline(Context ctx, byte[] body, String field) {
    if (!isForm(ctx) || (body.length > 0 && body[0] == '{')) {
      return JsonOutline.read(RequestBody.utf8Reader(body));
    }
    return JsonOutline.read(new StringReader(inForm(RequestBody.utf8(body), field)));
  }

  /**
   * @throws HttpRefusal if the body is said to be neither JSON nor a form
   */
  static void requireType(Context ctx, String field) {
    if (!RequestBody.isJson(RequestBody.type(ctx)) && !isForm(ctx)) {
      throw new HttpRefusal(
          Problem.unsupportedMediaType("JSON in UTF-8, or a form with the field " + field));
    }
    RequestBody.requirePlain(ctx);
  }

  private static boolean isForm(Context ctx) {
    return RequestBody.essence(RequestBody.type(ctx)).equals(Form.TYPE);
  }

  private static String inForm(String form, String field) {
    try {
      return Form.field(form, field).orElseThrow(() -> new MalformedJson("has no field " + field));
    } catch (IllegalArgumentException malformed) {
      throw new MalformedJson("is not encoded as a form");
    }
  }
}
