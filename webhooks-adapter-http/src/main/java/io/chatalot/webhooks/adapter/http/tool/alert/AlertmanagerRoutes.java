package io.chatalot.webhooks.adapter.http.tool.alert;

import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.FormFields;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Violation;
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

  /** With the value {@value #GROUP}, a group is one message that changes. */
  private static final String UPDATE = "update";

  private static final String GROUP = "group";

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
    Optional<AlertGroup> group = group(ctx, violations);
    Optional<Optional<IdempotencyKey>> key =
        violations.check("Idempotency-Key", () -> Parameters.idempotencyKey(ctx));
    Optional<Boolean> updating =
        violations.check(UPDATE, () -> Parameters.isChosen(ctx, UPDATE, GROUP));
    violations.throwIfAny();
    send(ctx, group.orElseThrow(), key.orElseThrow(), updating.orElseThrow());
    ctx.status(200);
  }

  /** Sends a message, or updates the group's. A group without a name cannot be found again. */
  private void send(Context ctx, AlertGroup group, Optional<IdempotencyKey> key, boolean updating) {
    if (!updating || group.key().isEmpty()) {
      calls.execute(ctx, group.command(), key);
    } else if (group.resolved()) {
      calls.putLast(ctx, group.command(), group.key().get());
    } else {
      calls.put(ctx, group.command(), group.key().get());
    }
  }

  /** Reads the payload, and collects its violations under their own names. */
  private Optional<AlertGroup> group(Context ctx, Violations violations) {
    try {
      return Optional.of(bodies.read(ctx, MAX_BYTES, AlertGroup::read, FormFields.in("payload")));
    } catch (MalformedJson malformed) {
      violations.add(new Violation("body", ViolationCode.MALFORMED_JSON, malformed.getMessage()));
    } catch (WebhookException refused) {
      if (refused.reason() != Reason.INVALID) {
        throw refused;
      }
      refused.violations().forEach(violations::add);
    }
    return Optional.empty();
  }
}
