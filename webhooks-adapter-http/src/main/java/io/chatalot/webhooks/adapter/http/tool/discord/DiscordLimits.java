package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.QuotaWriter;
import io.chatalot.webhooks.adapter.http.problem.RetryAfter;
import io.chatalot.webhooks.domain.Quota;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What is left of a limit as Discord tells it, by which its clients wait before a call that would
 * be one too many.
 */
public final class DiscordLimits implements QuotaWriter {
  /** All of these headers. */
  public static final String HEADERS =
      "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Reset-After,"
          + " X-RateLimit-Bucket, X-RateLimit-Scope";

  /** The bucket of a client's calls that met no webhook. */
  private static final String MISSES = "misses";

  private static final String BUCKET = "X-RateLimit-Bucket";
  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final String RESET = "X-RateLimit-Reset";
  private static final String RESET_AFTER = "X-RateLimit-Reset-After";

  @Override
  public void reached(Context ctx, Quota quota) {
    write(ctx, Parameters.webhook(ctx).toString(), quota);
  }

  /** Clients wait by these headers after a 429, so that they are on this one, too. */
  @Override
  public void heldBack(Context ctx, Quota quota) {
    write(ctx, MISSES, quota);
  }

  /**
   * Clients take a reset for the time at which they may call again, so it is that once nothing
   * remains; before, it is when the limit is untouched again.
   */
  private static void write(Context ctx, String bucket, Quota quota) {
    ctx.header("X-RateLimit-Limit", Long.toString(quota.burst()));
    ctx.header(REMAINING, Long.toString(quota.remaining()));
    ctx.header(BUCKET, bucket);
    writeReset(
        ctx,
        RetryAfter.wholeSeconds(quota.remaining() > 0 ? quota.resetAfter() : quota.retryAfter()));
  }

  /**
   * On an answer that is over a limit, whatever has come back of it since: what says how long to
   * wait agrees with {@code Retry-After}.
   */
  static void writeExceeded(Context ctx) {
    long seconds = secondsToWait(ctx.res().getHeader("Retry-After"));
    ctx.header("Retry-After", Long.toString(seconds));
    boolean ofClient = MISSES.equals(ctx.res().getHeader(BUCKET));
    ctx.header("X-RateLimit-Scope", ofClient ? "user" : "shared");
    ctx.header(REMAINING, "0");
    writeReset(ctx, seconds);
  }

  /** At least one, since clients take zero for no limit at all. */
  static long secondsToWait(String retryAfter) {
    return Math.max(1, Long.parseLong(retryAfter));
  }

  private static void writeReset(Context ctx, long seconds) {
    ctx.header(RESET_AFTER, Long.toString(seconds));
    Instant reset = Instant.now().plus(Duration.ofSeconds(seconds));
    ctx.header(RESET, String.format(Locale.ROOT, "%.3f", reset.toEpochMilli() / 1000.0));
  }
}
