package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request's query, encoded as forms are. In UTF-8 always: Javalin would take the charset of the
 * body's type for the query too, and fail at one that it does not know.
 */
final class Query {
  private Query() {}

  /**
   * The first parameter of the name; without a value it is empty.
   *
   * @throws HttpRefusal if what was looked at is not encoded as it should be
   */
  static Optional<String> parameter(Context ctx, String name) {
    String query = Optional.ofNullable(ctx.queryString()).orElse("");
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      if (decoded(parts[0]).equals(name)) {
        return Optional.of(parts.length < 2 ? "" : decoded(parts[1]));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new HttpRefusal(Problem.badRequest("The query is malformed."));
    }
  }
}
