package io.chatalot.webhooks.architecture.planted.adapter.jdbc;

import io.chatalot.webhooks.architecture.planted.application.UseCase;
import io.javalin.http.Context;

/** Sees a use case and Javalin. */
public record Rows(UseCase useCase, Context context) {}
