package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.adapter.http.client.SameOrigin;
import io.chatalot.webhooks.adapter.http.client.Vary;
import io.chatalot.webhooks.adapter.http.page.AccountRoutes;
import io.chatalot.webhooks.adapter.http.tool.discord.DiscordLimits;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * The other origins whose pages may call and read answers (CORS, in the Fetch Standard). Cookies
 * are never allowed from there: such a page sends a bearer token.
 *
 * @param api the origins that may call all of the API, as browsers write them
 * @param executing further origins that may execute webhooks; {@value #ANY} alone allows all
 */
public record CrossOrigins(Set<String> api, Set<String> executing) {
  /** Only the server's own pages. */
  public static final CrossOrigins NONE = new CrossOrigins(Set.of(), Set.of());

  /** Any origin. */
  public static final String ANY = "*";

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  public CrossOrigins {
    api = Set.copyOf(api);
    executing = Set.copyOf(executing);
  }

  /**
   * Normalizes an origin to the form of the {@code Origin} header (RFC 6454): scheme and host, and
   * the port unless it is the scheme's default.
   *
   * @throws IllegalArgumentException if the text is not an origin
   */
  public static String origin(String text) {
    try {
      URI uri = URI.create(text);
      boolean web = "http".equalsIgnoreCase(uri.getScheme());
      web |= "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535) {
        String origin = SameOrigin.originOf(uri);
        if (text.toLowerCase(Locale.ROOT).matches("\\Q" + origin + "\\E(:443|:80)?/?")) {
          return origin;
        }
      }
    } catch (IllegalArgumentException malformed) {
      // Refused below, like every other text that is not an origin.
    }
    throw new IllegalArgumentException("must be origins such as https://app.example.com");
  }

  /** Sets the CORS headers of an answer, if the calling page's origin is allowed. */
  public void answer(Context ctx, String route) {
    boolean executes = route.contains("{token}");
    if (executes && executing.contains(ANY)) {
      allow(ctx, ANY);
    } else if (isOpen(route, executes)) {
      // Caches must keep answers apart by origin, refused origins included.
      Vary.add(ctx, "Origin");
      String origin = ctx.header("Origin");
      if (origin != null && (api.contains(origin) || (executes && executing.contains(origin)))) {
        allow(ctx, origin);
      }
    }
  }

  private boolean isOpen(String route, boolean executes) {
    return executes ? !(api.isEmpty() && executing.isEmpty()) : isApi(route) && !api.isEmpty();
  }

  /** Leaves out the log-in: it refuses other origins' pages, so a preflight must not allow them. */
  private static boolean isApi(String route) {
    return route.startsWith("/api/") && !route.equals(AccountRoutes.LOGIN);
  }

  private static void allow(Context ctx, String origin) {
    ctx.header(ALLOW_ORIGIN, origin);
    ctx.header(
        "Access-Control-Expose-Headers",
        "Idempotency-Replayed, RateLimit, RateLimit-Policy, Retry-After, " + DiscordLimits.HEADERS);
  }

  /** Answers an allowed page's preflight with the methods and headers that it may send. */
  public static void preflight(Context ctx, String methods) {
    boolean letIn = ctx.res().getHeader(ALLOW_ORIGIN) != null;
    if (letIn && ctx.header("Access-Control-Request-Method") != null) {
      ctx.header("Access-Control-Allow-Methods", methods);
      ctx.header(
          "Access-Control-Allow-Headers",
          "Authorization, Content-Type, Idempotency-Key, Last-Event-ID");
      ctx.header("Access-Control-Max-Age", "600");
    }
  }
}
