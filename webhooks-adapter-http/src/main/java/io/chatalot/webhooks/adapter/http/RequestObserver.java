package io.chatalot.webhooks.adapter.http;

import java.time.Duration;

/** Is told of each answer, to count it. Must not block; safe for use by many threads. */
@FunctionalInterface
public interface RequestObserver {
  /** Counts nothing. */
  RequestObserver NONE = (method, route, status, took) -> {};

  /**
   * @param route the route's pattern, such as {@code /api/webhooks/execute/{token}}, which never
   *     contains a secret; {@code none} if no route was met
   * @param took from the first byte read to the last byte written
   */
  void answered(String method, String route, int status, Duration took);
}
