package io.chatalot.webhooks.adapter.http.host;

import java.time.Duration;

/**
 * Counts each answer. Must not block; safe for use by many threads. An exception or error that it
 * throws changes no answer: the log has one of them a minute.
 */
@FunctionalInterface
public interface RequestObserver {
  /** Counts nothing. */
  RequestObserver NONE = (method, route, status, took) -> {};

  /**
   * Stands for every method but {@code GET, HEAD, POST, PUT, PATCH, DELETE} and {@code OPTIONS}.
   */
  String OTHER_METHOD = "OTHER";

  /**
   * @param method one of the seven above, or {@value #OTHER_METHOD}: never a caller's own text
   * @param route the route's pattern, such as {@code /api/webhooks/execute/{token}}, which never
   *     contains a secret; {@code none} if no route was met
   * @param took until the answer is made, which may still be being sent: from when the request's
   *     route begins, which in a server of ours is when its small body is there; where no route was
   *     met, from the request's first byte
   */
  void answered(String method, String route, int status, Duration took);

  /** Counts a connection that was refused, or ended before its client was done. */
  default void connectionEnded(ConnectionEnd why) {}
}
