package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.domain.Quota;
import io.javalin.http.Context;
import java.time.Duration;

/**
 * {@code RateLimit} and {@code RateLimit-Policy} as draft-ietf-httpapi-ratelimit-headers has them:
 * the quota {@code q} of a window of {@code w} seconds, of which {@code r} remain, and {@code t}
 * seconds until it is whole again.
 */
final class RateLimitHeaders {
  private RateLimitHeaders() {}

  /**
   * @param policy the limit's name, the same on every answer that counts against it
   */
  static void write(Context ctx, String policy, Quota quota) {
    String name = '"' + policy + '"';
    ctx.header(
        "RateLimit-Policy",
        name + ";q=" + quota.burst() + ";w=" + Math.max(1, wholeSeconds(quota.window())));
    ctx.header(
        "RateLimit", name + ";r=" + quota.remaining() + ";t=" + wholeSeconds(quota.resetAfter()));
  }

  /** Rounded up: whoever waits so long has waited long enough. */
  static long wholeSeconds(Duration duration) {
    return duration.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
