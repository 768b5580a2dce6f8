package io.chatalot.webhooks.adapter.http.body;

import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the query as a form, always in UTF-8. Javalin would use the charset of the body's type, and
 * fail if it is unknown.
 */
final class Query {
  private Query() {}

  /**
   * The first parameter with the name; one without a value is an empty text.
   *
   * @throws HttpRefusal if the query is malformed up to there
   */
  static Optional<String> parameter(Context ctx, String name) {
    String query = Optional.ofNullable(ctx.queryString()).orElse("");
    try {
      return Form.field(ByteChunks.of(query.getBytes(StandardCharsets.UTF_8)), name);
    } catch (Form.Malformed malformed) {
      throw new HttpRefusal(Problem.badRequest("The query is malformed."));
    }
  }
}
