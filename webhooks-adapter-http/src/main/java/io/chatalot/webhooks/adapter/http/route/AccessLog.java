package io.chatalot.webhooks.adapter.http.route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each answer: what was asked for, by its route, since a path may hold a secret. */
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
