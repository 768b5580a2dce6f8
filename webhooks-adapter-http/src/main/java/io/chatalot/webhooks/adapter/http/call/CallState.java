package io.chatalot.webhooks.adapter.http.call;

import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.RefusedCall;
import io.chatalot.webhooks.domain.Refusal;
import io.chatalot.webhooks.domain.WebhookId;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The progress of a request's call. Used by the thread of the request alone. */
final class CallState {
  private static final String ATTRIBUTE = CallState.class.getName();

  private final Credentials credentials;
  private Optional<Admission> admission = Optional.empty();
  private Optional<WebhookId> webhook = Optional.empty();
  private boolean counted;

  private CallState(Credentials credentials) {
    this.credentials = credentials;
  }

  /** The state of the request's call; the first use creates it. */
  static CallState of(Context ctx) {
    CallState state = ctx.attribute(ATTRIBUTE);
    if (state == null) {
      state =
          new CallState(
              Credentials.of(ctx.pathParam("token"), meant(ctx), ClientAddress.limited(ctx)));
      ctx.attribute(ATTRIBUTE, state);
    }
    return state;
  }

  /** The webhook that the address names beside its token, if it names a webhook. */
  private static Optional<WebhookId> meant(Context ctx) {
    return ctx.pathParamMap().containsKey("webhook_id")
        ? Optional.of(Parameters.webhook(ctx))
        : Optional.empty();
  }

  Credentials credentials() {
    return credentials;
  }

  /** Empty until the call is admitted. */
  Optional<Admission> admission() {
    return admission;
  }

  void admitted(Admission given) {
    admission = Optional.of(given);
    counted(Optional.of(given.webhook().id()));
  }

  /** Notes that the call counts against a limit, so it is not counted after its answer. */
  void counted(Optional<WebhookId> of) {
    counted = true;
    webhook = of;
  }

  boolean isCounted() {
    return counted;
  }

  RefusedCall refused(Context ctx, String template, Problem problem) {
    long length = ctx.req().getContentLengthLong();
    var refusal =
        new Refusal(
            Instant.now(),
            template,
            ctx.statusCode(),
            problem.code().wireName(),
            problem.message(),
            ClientAddress.of(ctx),
            Optional.ofNullable(ctx.userAgent()).orElse(""),
            length < 0 ? OptionalLong.empty() : OptionalLong.of(length));
    return new RefusedCall(credentials, counted, webhook, refusal);
  }
}
