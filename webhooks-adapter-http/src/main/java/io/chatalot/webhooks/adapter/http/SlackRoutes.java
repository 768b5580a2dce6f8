package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.dialect.Slack;
import io.chatalot.webhooks.application.driving.Command;
import io.chatalot.webhooks.domain.WebhookException;
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
    addTo(routes, PATH);
  }

  /** The same under another address, with the webhook's token in it. */
  void addTo(RouteTable routes, String path) {
    routes.telling(SlackRoutes::tell).post(path, calls.limited(this::execute));
  }

  private void execute(Context ctx) {
    Command command = command(ForeignBody.json(ctx, MAX_BYTES, "payload"));
    calls.execute(ctx, command, Parameters.idempotencyKey(ctx));
    answer(ctx, "ok");
  }

  private static Command command(JsonNode payload) {
    if (!payload.isObject()) {
      throw new MalformedJson("is no JSON object");
    }
    try {
      return Slack.read(payload);
    } catch (WebhookException empty) {
      throw new HttpRefusal(Problem.of(400, "no_text", empty.getMessage()));
    }
  }

  /** One word, which Slack's clients compare. */
  private static void tell(Context ctx, Problem problem) {
    ctx.status(problem.status());
    answer(ctx, word(problem));
  }

  private static String word(Problem problem) {
    return switch (problem.status()) {
      case 400 -> problem.code().equals("bad_request") ? "invalid_payload" : problem.code();
      case 404 -> "no_service";
      default -> problem.code();
    };
  }

  private static void answer(Context ctx, String word) {
    ctx.contentType(TYPE).result(word.getBytes(StandardCharsets.UTF_8));
  }
}
