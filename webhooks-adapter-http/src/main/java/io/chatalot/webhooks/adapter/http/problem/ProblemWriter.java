package io.chatalot.webhooks.adapter.http.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Writes problems in the contract's envelope, or in the form of another platform. */
@FunctionalInterface
public interface ProblemWriter {
  /** The contract's envelope. */
  ProblemWriter ENVELOPE = problem -> Told.json(problem.status(), problem.toJson());

  /** Returns the answer without its headers; it needs no request, since Jetty calls it too. */
  Told tell(Problem problem);

  /** Answers with a problem whose headers are already set. */
  default void write(Context ctx, Problem problem) {
    Told told = tell(problem);
    ctx.status(told.status()).contentType(told.type());
    ctx.result(told.body().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A problem in the form of a platform.
   *
   * @param type the media type of the body, which is in UTF-8
   */
  record Told(int status, String type, String body) {
    public static Told json(int status, JsonNode body) {
      return new Told(status, Json.TYPE, Json.text(body));
    }
  }
}
