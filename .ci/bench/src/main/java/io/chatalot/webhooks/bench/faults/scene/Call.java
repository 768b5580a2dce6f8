package io.chatalot.webhooks.bench.faults.scene;

/**
 * One message to be sent, by one request or several.
 *
 * @param content unique among all calls
 * @param keyed whether the content is its {@code Idempotency-Key} too; only then is the call
 *     repeated until it is answered with 200
 */
public record Call(String content, boolean keyed) {
  /** The JSON to send. */
  public String body() {
    return "{\"content\":\"" + content + "\"}";
  }
}
