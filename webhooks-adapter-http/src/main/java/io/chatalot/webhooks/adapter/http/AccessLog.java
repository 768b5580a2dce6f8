package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each answer: what was asked for, by its route, since a path may hold a secret. */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  private AccessLog() {}

  static void write(Context ctx, String route, Duration took) {
    String method = ctx.method().name();
    int status = ctx.statusCode();
    String client = ClientAddress.of(ctx);
    double milliseconds = took.toNanos() / 1_000_000.0;
    LOG.atInfo()
        .addKeyValue("method", method)
        .addKeyValue("route", route)
        .addKeyValue("status", status)
        .addKeyValue("milliseconds", String.format(Locale.ROOT, "%.1f", milliseconds))
        .addKeyValue("client", client)
        .log(
            () ->
                String.format(
                    Locale.ROOT,
                    "%s %s %d in %.1f ms from %s",
                    method,
                    route,
                    status,
                    milliseconds,
                    client));
  }
}
