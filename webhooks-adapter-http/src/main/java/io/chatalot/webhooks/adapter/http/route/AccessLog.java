package io.chatalot.webhooks.adapter.http.route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line for each answer, with the route instead of the path, which may hold a token. */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  private AccessLog() {}

  static void write(AccessLine line) {
    LOG.atInfo()
        .addKeyValue("method", line.method())
        .addKeyValue("route", line.route())
        .addKeyValue("status", line.status())
        .addKeyValue("milliseconds", line.milliseconds())
        .addKeyValue("client", line.client())
        .log(line::toString);
  }
}
