package io.chatalot.webhooks.adapter.http.page;

import io.chatalot.webhooks.adapter.http.host.Health;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.problem.Problems;
import io.chatalot.webhooks.adapter.http.route.Gzip;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.work.SharedWork;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Health and metrics of a standalone server, for its operators. */
public final class OperationRoutes {
  private final Health health;

  /** Shared, because rendering takes milliseconds and anybody may request it. */
  private final SharedWork<Text> metrics;

  public OperationRoutes(Health health, Supplier<String> metrics) {
    this.health = health;
    this.metrics = new SharedWork<>(() -> Text.of(metrics.get()));
  }

  public void addTo(RouteTable routes) {
    routes
        .get("/health/live", ctx -> Json.answer(ctx, 200, Json.object().put("status", "ok")))
        .get("/health/ready", this::ready)
        .get("/metrics", this::metrics);
  }

  private void metrics(Context ctx) {
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8");
    Text text = metrics.get();
    if (Gzip.isWorthIt(text.plain().length) && Gzip.isWanted(ctx)) {
      Gzip.tell(ctx);
      ctx.result(text.compressed());
    } else {
      ctx.result(text.plain());
    }
  }

  private void ready(Context ctx) {
    List<String> missing = health.missing();
    if (missing.isEmpty()) {
      Json.answer(ctx, 200, Json.object().put("status", "ok"));
    } else {
      Problems.write(
          ctx,
          Problem.unavailable("Not ready: " + String.join(", ", missing) + "."),
          ProblemWriter.ENVELOPE);
    }
  }

  private record Text(byte[] plain, byte[] compressed) {
    static Text of(String text) {
      byte[] plain = text.getBytes(StandardCharsets.UTF_8);
      return new Text(plain, Gzip.compressed(plain));
    }
  }
}
