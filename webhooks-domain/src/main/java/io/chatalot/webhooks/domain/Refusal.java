package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A refused call of a webhook, as the webhook's managers see it: without body and token. The
 * constructor cuts and masks the texts that the caller chose.
 *
 * @param at the time of the answer
 * @param address the pattern of the called address, such as {@code
 *     /api/webhooks/execute/{token}/slack}
 * @param status the HTTP status of the answer
 * @param code the name of the error in the contract
 * @param message words for people, at most {@value #MAX_MESSAGE} characters
 * @param client the network address of the caller
 * @param userAgent at most {@value #MAX_USER_AGENT} characters; 64 letters and digits in a row,
 *     which may be a token, are shown as {@code ***}; empty if the caller sent none
 * @param bytes the declared size of the body; empty if the caller declared none
 */
public record Refusal(
    Instant at,
    String address,
    int status,
    String code,
    String message,
    String client,
    String userAgent,
    OptionalLong bytes) {
  public static final int MAX_MESSAGE = 512;
  public static final int MAX_USER_AGENT = 256;

  public Refusal {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(bytes, "bytes");
    message = MaskedText.of(message, MAX_MESSAGE);
    userAgent = MaskedText.of(userAgent, MAX_USER_AGENT);
  }
}
