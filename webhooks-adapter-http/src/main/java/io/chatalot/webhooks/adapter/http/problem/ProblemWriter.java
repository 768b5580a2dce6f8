package io.chatalot.webhooks.adapter.http.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** How a route tells what is wrong: in the contract's envelope, or as another platform does. */
@FunctionalInterface
public interface ProblemWriter {
  /** The contract's envelope. */
  ProblemWriter ENVELOPE = problem -> Told.json(problem.status(), problem.toJson());

  /** Returns the answer but for its headers, also for a request that no route ever sees. */
  Told tell(Problem problem);

  /** Answers with it; the problem's headers are set already. */
  default void write(Context ctx, Problem problem) {
    Told told = tell(problem);
    ctx.status(told.status()).contentType(told.type());
    ctx.result(told.body().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A problem in the words of a platform.
   *
   * @param type of the body, in UTF-8
   */
  record Told(int status, String type, String body) {
    public static Told json(int status, JsonNode body) {
      return new Told(status, Json.TYPE, Json.text(body));
    }
  }
}
