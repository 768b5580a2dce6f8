package io.chatalot.webhooks.adapter.http.tool.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.FormFields;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.template.Payloads;
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
  private final Payloads payloads;

  /**
   * @param payloads takes what is no payload of alerts
   */
  public AlertmanagerRoutes(Calls calls, ForeignBodies bodies, Payloads payloads) {
    this.calls = calls;
    this.bodies = bodies;
    this.payloads = payloads;
  }

  public void addTo(RouteTable routes) {
    routes.taking(MAX_BYTES).post(PATH, calls.limited(this::execute));
  }

  private void execute(Context ctx) {
    var violations = new Violations();
    Optional<Reading> reading = reading(ctx, violations);
    Optional<Optional<IdempotencyKey>> key =
        violations.check("Idempotency-Key", () -> Parameters.idempotencyKey(ctx));
    Optional<Boolean> updating =
        violations.check(UPDATE, () -> Parameters.isChosen(ctx, UPDATE, GROUP));
    violations.throwIfAny();
    Optional<AlertGroup> group = reading.orElseThrow().group();
    if (group.isEmpty()) {
      payloads.sendOther(ctx, reading.get().other(), key.orElseThrow());
    } else {
      send(ctx, group.get(), key.orElseThrow(), updating.orElseThrow());
      ctx.status(200);
    }
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
  private Optional<Reading> reading(Context ctx, Violations violations) {
    try {
      return Optional.of(bodies.read(ctx, MAX_BYTES, Reading::of, FormFields.in("payload")));
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

  /**
   * A payload.
   *
   * @param group empty if the payload is none of alerts
   * @param other the JSON of any other payload
   */
  private record Reading(Optional<AlertGroup> group, String other) {
    /** Refuses payloads without a value in them, and such as templates do not take. */
    static Reading of(JsonNode payload) {
      if (!Alertmanager.isOfAlerts(new LenientJson(payload)) && saysSomething(payload)) {
        String json = Json.text(payload);
        if (json.length() <= Payloads.MAX_LENGTH) {
          return new Reading(Optional.empty(), json);
        }
      }
      return new Reading(Optional.of(AlertGroup.read(payload)), "");
    }

    /** Whether there is a value in an object or a list. */
    private static boolean saysSomething(JsonNode payload) {
      for (JsonNode member : payload) {
        boolean value = member.isValueNode() && !member.isNull() && !member.asText().isBlank();
        if (value || saysSomething(member)) {
          return true;
        }
      }
      return false;
    }
  }
}
