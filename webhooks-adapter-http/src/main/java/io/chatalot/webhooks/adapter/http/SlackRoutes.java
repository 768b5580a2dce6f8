package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.dialect.Slack;
import io.chatalot.webhooks.application.driving.Command;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Webhooks for senders that know Slack's. */
final class SlackRoutes {
  static final String PATH = ExecutionRoutes.EXECUTE + "/slack";

  /** Of the body (the contract, "Executing"). */
  private static final int MAX_BYTES = 256 * 1024;

  private static final String TYPE = "text/plain";

  private final Calls calls;

  SlackRoutes(Calls calls) {
    this.calls = calls;
  }

  void addTo(RouteTable routes) {
    routes.telling(SlackRoutes::tell).post(PATH, calls.limited(this::execute));
  }

  private void execute(Context ctx) {
    JsonNode payload = ForeignBody.json(ctx, MAX_BYTES, "payload");
    Command command = Slack.read(payload);
    calls.execute(ctx, command, Parameters.idempotencyKey(ctx));
    answer(ctx, "ok");
  }

  /** One word, which Slack's clients compare. */
  private static void tell(Context ctx, Problem problem) {
    ctx.status(problem.status());
    answer(ctx, problem.code());
  }

  private static void answer(Context ctx, String word) {
    ctx.contentType(TYPE).result(word.getBytes(StandardCharsets.UTF_8));
  }
}
