package io.chatalot.webhooks.architecture.planted.adapter.jdbc;

import io.chatalot.webhooks.architecture.planted.application.UseCase;
import io.javalin.http.Context;
import java.time.Instant;

/** Sees a use case, Javalin and a clock. */
public record Rows(UseCase useCase, Context context) {
  Instant createdAt() {
    return Instant.now();
  }
}
