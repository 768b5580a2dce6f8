package io.chatalot.webhooks.adapter.http.call;

import io.chatalot.webhooks.adapter.http.problem.RetryAfter;
import io.chatalot.webhooks.application.driving.call.AdmitCall.Limits;
import io.chatalot.webhooks.domain.Quota;
import io.javalin.http.Context;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes {@code RateLimit} and {@code RateLimit-Policy} by draft-ietf-httpapi-ratelimit-headers:
 * the quota {@code q} of a window of {@code w} seconds, the remaining calls {@code r}, and the
 * {@code t} seconds until the quota is whole again. A call counts against one of two policies, the
 * limit of its webhook or the limit of its client on misses. An answer names both policies, unless
 * the call reached its webhook.
 */
final class RateLimitHeaders implements QuotaWriter {
  private static final String POLICY = "RateLimit-Policy";
  private static final String WEBHOOK = "\"webhook\"";
  private static final String MISSES = "\"misses\"";

  private final Map<String, String> policies;

  RateLimitHeaders(Limits limits) {
    String all =
        Stream.concat(
                limits.webhook().map(quota -> policy(WEBHOOK, quota)).stream(),
                limits.misses().map(quota -> policy(MISSES, quota)).stream())
            .collect(Collectors.joining(", "));
    policies = all.isEmpty() ? Map.of() : Map.of(POLICY, all);
  }

  /** The policies, for every answer. */
  Map<String, String> policies() {
    return policies;
  }

  @Override
  public void reached(Context ctx, Quota quota) {
    ctx.header(POLICY, policy(WEBHOOK, quota));
    ctx.header(
        "RateLimit",
        WEBHOOK + ";r=" + quota.remaining() + ";t=" + RetryAfter.wholeSeconds(quota.resetAfter()));
  }

  /** Writes nothing: the remaining quota would tell a miss from another refusal. */
  @Override
  public void heldBack(Context ctx, Quota quota) {}

  private static String policy(String name, Quota quota) {
    return name
        + ";q="
        + quota.burst()
        + ";w="
        + Math.max(1, RetryAfter.wholeSeconds(quota.window()));
  }
}
