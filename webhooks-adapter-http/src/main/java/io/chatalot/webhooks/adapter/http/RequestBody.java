package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;

/** A request's JSON, bounded in size and UTF-8 only (RFC 8259, section 8.1). */
final class RequestBody {
  /** What a request may have in it, unless its route says otherwise. */
  static final int MAX_BYTES = 64 * 1024;

  private static final Pattern JSON_TYPE =
      Pattern.compile("application/(?:[a-z0-9!#$&^_.+-]+\\+)?json|text/json");

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

  private RequestBody() {}

  /**
   * @throws HttpRefusal if it is not called JSON, or larger than {@value #MAX_BYTES} bytes
   * @throws MalformedJson if it is not JSON
   */
  static JsonNode json(Context ctx) {
    requirePlain(ctx.header("Content-Encoding"));
    requireJson(Optional.ofNullable(ctx.header("Content-Type")).orElse(""));
    return Json.parse(utf8(bytes(ctx, MAX_BYTES)));
  }

  private static void requirePlain(String encoding) {
    if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
      throw new HttpRefusal(Problem.unsupportedMediaType("sent without a Content-Encoding"));
    }
  }

  /** A missing type is taken as JSON. */
  private static void requireJson(String contentType) {
    if (contentType.isBlank() || contentType.equalsIgnoreCase(Json.TYPE)) {
      return;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    var charset = CHARSET.matcher(contentType);
    boolean utf8 = !charset.find() || charset.group(1).toLowerCase(Locale.ROOT).matches("utf-?8");
    if (!JSON_TYPE.matcher(type).matches() || !utf8) {
      throw new HttpRefusal(Problem.unsupportedMediaType("application/json in UTF-8"));
    }
  }

  private static byte[] bytes(Context ctx, int max) {
    if (ctx.req().getContentLengthLong() > max) {
      throw new HttpRefusal(Problem.payloadTooLarge(max));
    }
    byte[] bytes = read(ctx, max + 1);
    if (bytes.length > max) {
      throw new HttpRefusal(Problem.payloadTooLarge(max));
    }
    return bytes;
  }

  /** What keeps a body from being read is the client's doing: it broke off, or is malformed. */
  private static byte[] read(Context ctx, int max) {
    try {
      return ctx.req().getInputStream().readNBytes(max);
    } catch (IOException | HttpException.RuntimeException | IllegalStateException e) {
      throw new HttpRefusal(Problem.badRequest("The body breaks off or is malformed."));
    }
  }

  /**
   * @throws MalformedJson if the bytes are not UTF-8
   */
  static String utf8(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // Some tools begin with a byte order mark, which RFC 8259 lets a reader ignore.
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedJson("is not valid UTF-8");
    }
  }
}
