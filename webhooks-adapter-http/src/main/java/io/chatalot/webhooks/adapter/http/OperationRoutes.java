package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/** What the operators of a server that stands alone watch. */
final class OperationRoutes {
  private final Health health;
  private final Supplier<String> metrics;

  OperationRoutes(Health health, Supplier<String> metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  void addTo(RouteTable routes) {
    routes
        .get("/health/live", ctx -> Json.answer(ctx, 200, Json.object().put("status", "ok")))
        .get("/health/ready", this::ready)
        .get(
            "/metrics",
            ctx ->
                ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.get()));
  }

  private void ready(Context ctx) {
    List<String> missing = health.missing();
    if (missing.isEmpty()) {
      Json.answer(ctx, 200, Json.object().put("status", "ok"));
    } else {
      Problems.write(
          ctx,
          Problem.unavailable("Missing: " + String.join(", ", missing) + "."),
          ProblemWriter.ENVELOPE);
    }
  }
}
