package io.chatalot.webhooks.adapter.http.tool.template;

import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.HandshakeCall;
import io.javalin.http.Context;
import java.util.Optional;

/** Shows a request to the handshakes. */
final class HandshakeCalls {
  private HandshakeCalls() {}

  /**
   * @param payload the body's plain values; a blank text counts as none
   */
  static HandshakeCall of(Context ctx, Optional<Object> payload) {
    return new HandshakeCall(
        ctx.req().getMethod(),
        name -> Parameters.text(ctx, name),
        name -> Optional.ofNullable(ctx.header(name)),
        payload.filter(value -> !(value instanceof String text && text.isBlank())));
  }
}
