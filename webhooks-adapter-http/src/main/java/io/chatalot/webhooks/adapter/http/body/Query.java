package io.chatalot.webhooks.adapter.http.body;

import io.chatalot.webhooks.adapter.http.json.Pieces;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.javalin.http.Context;
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
    try {
      return Form.field(Pieces.of(query.getBytes(StandardCharsets.UTF_8)), name);
    } catch (Form.Malformed malformed) {
      throw new HttpRefusal(Problem.badRequest("The query is malformed."));
    }
  }
}
