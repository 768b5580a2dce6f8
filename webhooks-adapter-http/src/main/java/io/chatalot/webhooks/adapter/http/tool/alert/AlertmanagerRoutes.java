package io.chatalot.webhooks.adapter.http.tool.alert;

import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * Routes for Prometheus' Alertmanager and for Grafana. Both senders check the status alone, so
 * problems have the contract's envelope.
 */
public final class AlertmanagerRoutes {
  static final String PATH = ExecutionRoutes.EXECUTE + "/alertmanager";

  /** The most bytes of a body (the contract, "Executing"). A group may hold thousands of alerts. */
  private static final int MAX_BYTES = 5 * 1024 * 1024;

  private final Calls calls;
  private final ForeignBodies bodies;

  public AlertmanagerRoutes(Calls calls, ForeignBodies bodies) {
    this.calls = calls;
    this.bodies = bodies;
  }

  public void addTo(RouteTable routes) {
    routes.taking(MAX_BYTES).post(PATH, calls.limited(this::execute));
  }

  private void execute(Context ctx) {
    var violations = new Violations();
    Optional<Command> command = violations.check("body", () -> command(ctx));
    Optional<Optional<IdempotencyKey>> key =
        violations.check("Idempotency-Key", () -> Parameters.idempotencyKey(ctx));
    violations.throwIfAny();
    calls.execute(ctx, command.orElseThrow(), key.orElseThrow());
    ctx.status(200);
  }

  private Command command(Context ctx) {
    try {
      return bodies.read(ctx, MAX_BYTES, Alertmanager::read, "payload");
    } catch (MalformedJson malformed) {
      throw WebhookException.invalid("body", ViolationCode.MALFORMED_JSON, malformed.getMessage());
    }
  }
}
