package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.FormFields;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;

/** Routes for GitHub, and for Gitea and Forgejo, whose headers have names of their own. */
public final class GitHubRoutes {
  static final String PATH = ExecutionRoutes.EXECUTE + "/github";

  /** The most bytes of a body (the contract, "Executing"). */
  public static final int MAX_BYTES = 5 * 1024 * 1024;

  /** The senders in the order in which their headers are read. */
  private static final List<String> SENDERS = List.of("GitHub", "Forgejo", "Gitea", "Gogs");

  private static final FormFields FORM = FormFields.in("payload");

  private static final String IGNORED = "X-Webhook-Ignored";

  private final Calls calls;
  private final ForeignBodies bodies;

  public GitHubRoutes(Calls calls, ForeignBodies bodies) {
    this.calls = calls;
    this.bodies = bodies;
  }

  public void addTo(RouteTable routes) {
    routes.taking(MAX_BYTES).post(PATH, calls.limited(delivering(200)));
  }

  /**
   * Handles a delivery, for a path with a {@code token}. A delivery without a message is answered
   * with 204.
   *
   * @param sent the status for a delivery whose message was sent
   */
  public Handler delivering(int sent) {
    return ctx -> deliver(ctx, sent);
  }

  private void deliver(Context ctx, int sent) {
    var violations = new Violations();
    Optional<String> event = violations.check(header("Event"), () -> event(ctx));
    Optional<Optional<IdempotencyKey>> key = key(ctx, violations);
    Optional<GitHub.Reading> reading = reading(ctx, event, violations);
    violations.throwIfAny();
    if (reading.orElseThrow() instanceof GitHub.Told told) {
      calls.execute(ctx, told.command(), key.orElseThrow());
      ctx.status(sent);
    } else if (reading.orElseThrow() instanceof GitHub.Ignored ignored) {
      calls.inspect(ctx);
      ctx.status(204).header(IGNORED, ignored.why());
    }
  }

  /** Reads the payload, and collects its violations under their own names. */
  private Optional<GitHub.Reading> reading(
      Context ctx, Optional<String> event, Violations violations) {
    try {
      // Without the kind of event the body is only checked.
      return bodies.read(ctx, MAX_BYTES, json -> event.map(kind -> GitHub.read(kind, json)), FORM);
    } catch (MalformedJson malformed) {
      violations.check(
          "body",
          () -> {
            throw WebhookException.invalid(
                "body", ViolationCode.MALFORMED_JSON, malformed.getMessage());
          });
    } catch (WebhookException refused) {
      if (refused.reason() != Reason.INVALID) {
        throw refused;
      }
      refused.violations().forEach(violations::add);
      violations.throwIfAny();
      throw refused;
    }
    return Optional.empty();
  }

  /**
   * The kind of event. Gitea leaves {@code Event} empty for kinds that GitHub does not have, and
   * names them in {@code Event-Type}.
   */
  private static String event(Context ctx) {
    return first(ctx, "Event")
        .or(() -> first(ctx, "Event-Type").map(GiteaEventType::event))
        .orElseThrow(
            () -> WebhookException.invalid(header("Event"), ViolationCode.REQUIRED, "is required"));
  }

  /** The caller's own key; otherwise the delivery's id, which a repeated delivery has too. */
  private static Optional<Optional<IdempotencyKey>> key(Context ctx, Violations violations) {
    Optional<Optional<IdempotencyKey>> given =
        violations.check("Idempotency-Key", () -> Parameters.idempotencyKey(ctx));
    return given.isPresent() && given.get().isEmpty()
        ? violations.check(
            header("Delivery"), () -> first(ctx, "Delivery").map(IdempotencyKey::parse))
        : given;
  }

  private static Optional<String> first(Context ctx, String header) {
    return SENDERS.stream()
        .map(sender -> ctx.header("X-" + sender + "-" + header))
        .filter(value -> value != null && !value.isBlank())
        .map(String::strip)
        .findFirst();
  }

  /** GitHub's name of a header. */
  private static String header(String name) {
    return "X-GitHub-" + name;
  }
}
