package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.QuotaWriter;
import io.chatalot.webhooks.adapter.http.problem.RetryAfter;
import io.chatalot.webhooks.domain.Quota;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Writes Discord's rate limit headers. Discord's clients use them to time their next call. */
public final class DiscordLimits implements QuotaWriter {
  /** The names of the headers. */
  public static final String HEADERS =
      "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Reset-After,"
          + " X-RateLimit-Bucket, X-RateLimit-Scope";

  /** The bucket of a client's calls with unknown tokens. */
  private static final String MISSES = "misses";

  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final String RESET = "X-RateLimit-Reset";
  private static final String RESET_AFTER = "X-RateLimit-Reset-After";

  @Override
  public void reached(Context ctx, Quota quota) {
    write(ctx, Parameters.webhook(ctx).toString(), quota);
  }

  /** Writes the limit on the client's misses. Clients wait by these headers after a 429. */
  @Override
  public void heldBack(Context ctx, Quota quota) {
    ctx.attribute(MISSES, true);
    write(ctx, MISSES, quota);
  }

  /**
   * Clients take the reset for the time at which they may call again. While calls remain, it is the
   * time at which the whole limit is available again.
   */
  private static void write(Context ctx, String bucket, Quota quota) {
    ctx.header("X-RateLimit-Limit", Long.toString(quota.burst()));
    ctx.header(REMAINING, Long.toString(quota.remaining()));
    ctx.header("X-RateLimit-Bucket", bucket);
    writeReset(
        ctx,
        RetryAfter.wholeSeconds(quota.remaining() > 0 ? quota.resetAfter() : quota.retryAfter()));
  }

  /**
   * Makes the headers of a 429 agree with each other, though the limit may have recovered since the
   * call was refused.
   */
  static void writeExceeded(Context ctx, long seconds) {
    ctx.header("Retry-After", Long.toString(seconds));
    ctx.header("X-RateLimit-Scope", ctx.attribute(MISSES) != null ? "user" : "shared");
    ctx.header(REMAINING, "0");
    writeReset(ctx, seconds);
  }

  private static void writeReset(Context ctx, long seconds) {
    ctx.header(RESET_AFTER, Long.toString(seconds));
    Instant reset = Instant.now().plus(Duration.ofSeconds(seconds));
    ctx.header(RESET, String.format(Locale.ROOT, "%.3f", reset.toEpochMilli() / 1000.0));
  }
}
