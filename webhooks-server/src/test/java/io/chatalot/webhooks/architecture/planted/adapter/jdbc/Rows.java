package io.chatalot.webhooks.architecture.planted.adapter.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import io.chatalot.webhooks.architecture.planted.application.UseCase;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;

/** Sees a use case, Javalin, JSON and clocks. */
public record Rows(UseCase useCase, Context context, JsonFactory json, InstantSource clock) {
  Instant createdAt() {
    return Instant.now();
  }

  Instant editedAt() {
    return clock.instant();
  }
}
