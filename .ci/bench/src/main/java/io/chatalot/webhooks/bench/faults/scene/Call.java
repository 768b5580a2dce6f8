package io.chatalot.webhooks.bench.faults.scene;

/**
 * One message that somebody wants sent, however many requests that takes.
 *
 * @param content no two calls have the same
 * @param keyed whether the content is sent as its {@code Idempotency-Key} too; only then is it sent
 *     again until it is answered with 200
 */
public record Call(String content, boolean keyed) {
  /** The JSON to send. */
  public String body() {
    return "{\"content\":\"" + content + "\"}";
  }
}
