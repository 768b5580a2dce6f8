package io.chatalot.webhooks.adapter.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.jetty.TimedConnection;
import io.chatalot.webhooks.adapter.http.json.ForeignJson;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.json.Utf8;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import io.chatalot.webhooks.adapter.http.work.ParsingTurns;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;

/** Reads a request's JSON body, bounded in size and only in UTF-8 (RFC 8259, section 8.1). */
public final class RequestBody {
  private static final Pattern JSON_TYPE =
      Pattern.compile("application/(?:[a-z0-9!#$&^_.+-]+\\+)?json|text/json");

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

  private RequestBody() {}

  /**
   * @param fields the fields that the route reads
   * @throws HttpRefusal if the content type is not JSON, or the body is larger than {@value
   *     RequestBounds#BODY_BYTES} bytes
   * @throws MalformedJson if the body is not JSON
   */
  public static JsonNode json(Context ctx, String... fields) {
    return json(ctx, isJson(type(ctx)), fields);
  }

  /**
   * As {@link #json(Context, String...)}, but also reads JSON under {@code text/plain}, the type of
   * a browser's {@code fetch(url, {body})}. Only for calls that prove themselves without a cookie:
   * a page of any origin may send that type without asking first.
   */
  public static JsonNode jsonOrPlain(Context ctx, String... fields) {
    String type = type(ctx);
    return json(ctx, isJson(type) || isPlainText(type), fields);
  }

  /**
   * Reads JSON that holds another tool's payload, as {@link ForeignJson#readExactly} does.
   *
   * @param max the most bytes
   */
  public static JsonNode withPayload(Context ctx, int max) {
    requireJson(isJson(type(ctx)));
    byte[] body = bytes(ctx, max);
    return ParsingTurns.take(() -> ForeignJson.readExactly(new ByteArrayInputStream(body)));
  }

  private static JsonNode json(Context ctx, boolean expected, String... fields) {
    requireJson(expected);
    byte[] body = bytes(ctx, RequestBounds.BODY_BYTES);
    return ParsingTurns.take(() -> Json.parseFlat(Utf8.text(body), Set.of(fields)));
  }

  private static void requireJson(boolean expected) {
    if (!expected) {
      throw new HttpRefusal(Problem.unsupportedMediaType("application/json in UTF-8"));
    }
  }

  /** The content type with its parameters; an empty text if the header is missing. */
  static String type(Context ctx) {
    return Optional.ofNullable(ctx.header("Content-Type")).orElse("");
  }

  static void requirePlain(Context ctx) {
    String encoding = ctx.header("Content-Encoding");
    if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
      throw new HttpRefusal(Problem.unsupportedMediaType("sent without a Content-Encoding"));
    }
  }

  /** Whether the content type is JSON in UTF-8; a missing type counts as JSON. */
  private static boolean isJson(String contentType) {
    return contentType.isBlank()
        || contentType.equalsIgnoreCase(Json.TYPE)
        || (JSON_TYPE.matcher(essence(contentType)).matches() && isUtf8(contentType));
  }

  private static boolean isPlainText(String contentType) {
    return essence(contentType).equals("text/plain") && isUtf8(contentType);
  }

  /** The content type without its parameters, in lower case. */
  static String essence(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isUtf8(String contentType) {
    var charset = CHARSET.matcher(contentType);
    return !charset.find() || charset.group(1).toLowerCase(Locale.ROOT).matches("utf-?8");
  }

  /**
   * @throws HttpRefusal if the body is larger than the maximum, has a content encoding or breaks
   *     off
   */
  static byte[] bytes(Context ctx, int max) {
    requirePlain(ctx);
    if (ctx.req().getContentLengthLong() > max) {
      throw tooLarge(ctx, max);
    }
    byte[] bytes = read(ctx, max + 1);
    if (bytes.length > max) {
      throw tooLarge(ctx, max);
    }
    return bytes;
  }

  /** Drains the body so that the client can read the answer, then refuses it with 413. */
  static HttpRefusal tooLarge(Context ctx, int max) {
    TimedBody.discard(ctx);
    return new HttpRefusal(Problem.payloadTooLarge(max));
  }

  /**
   * Reads the body; a failure counts as the client's fault, since the body broke off or is
   * malformed.
   */
  private static byte[] read(Context ctx, int max) {
    try {
      return ctx.req().getInputStream().readNBytes(max);
    } catch (IOException | HttpException.RuntimeException | IllegalStateException e) {
      throw broken(ctx);
    }
  }

  /** Refuses a body that broke off or is malformed. */
  static HttpRefusal broken(Context ctx) {
    return new HttpRefusal(
        TimedConnection.whyBroken(ServletContextRequest.getServletContextRequest(ctx.req())));
  }
}
