package io.chatalot.webhooks.architecture.planted.adapter.http;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.architecture.planted.application.driven.Store;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/** Sees a driven port and a pool, and believes a header about the method. */
public record Routes(Store store, HikariDataSource pool) {
  HandlerType method(Context ctx) {
    return ctx.method();
  }
}
