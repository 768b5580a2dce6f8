package io.chatalot.webhooks.adapter.http.host;

import java.time.Duration;

/**
 * Is notified of each answer, to count it. Must not block; safe for use by many threads. Its
 * exceptions and errors never change an answer: one a minute is logged.
 */
@FunctionalInterface
public interface RequestObserver {
  /** Ignores all notifications. */
  RequestObserver NONE = (method, route, status, took) -> {};

  /**
   * Stands for every method but {@code GET, HEAD, POST, PUT, PATCH, DELETE} and {@code OPTIONS}.
   */
  String OTHER_METHOD = "OTHER";

  /**
   * @param method one of the seven above, or {@value #OTHER_METHOD}: never a caller's own text
   * @param route the route's pattern, such as {@code /api/webhooks/execute/{token}}, which never
   *     contains a secret; {@code none} if no route was met
   * @param took from the start of the request's route to the finished answer, which may still be
   *     being sent. In {@link io.chatalot.webhooks.adapter.http.HttpServer} a route starts when a
   *     small body is complete. Without a route, measured from the request's first byte
   */
  void answered(String method, String route, int status, Duration took);

  /** Is notified of a connection that was refused or closed early. */
  default void connectionEnded(ConnectionEnd why) {}
}
