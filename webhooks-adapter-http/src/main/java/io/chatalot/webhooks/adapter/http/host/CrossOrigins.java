package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.adapter.http.client.SameOrigin;
import io.chatalot.webhooks.adapter.http.client.Vary;
import io.chatalot.webhooks.adapter.http.page.AccountRoutes;
import io.chatalot.webhooks.adapter.http.tool.discord.DiscordLimits;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The other origins whose pages and apps may call and read answers (CORS, in the Fetch Standard).
 * Cookies are never allowed from there: such a page sends a bearer token.
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

  /** An app's origin: a scheme (RFC 3986, section 3.1) and a host, without a port. */
  private static final Pattern OF_APP =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([A-Za-z0-9._-]+)/?");

  /** The other special schemes of the URL Standard: no page has an origin of its own there. */
  private static final Set<String> NEVER_OF_PAGES = Set.of("file", "ftp", "ws", "wss");

  /**
   * Normalizes an origin to the form of the {@code Origin} header (RFC 6454): for http and https,
   * scheme and host, and the port unless it is the scheme's default. The origin of a desktop
   * client, a mobile app or a browser's extension has the client's own scheme and a host, such as
   * {@code tauri://localhost}; its host stays as it is, because the URL Standard keeps the case of
   * such hosts.
   *
   * @throws IllegalArgumentException if the text is not an origin, or is {@code null} or of {@code
   *     file:}, which unrelated pages share
   */
  public static String origin(String text) {
    if (text.equals("null") || text.regionMatches(true, 0, "file:", 0, 5)) {
      throw new IllegalArgumentException(
          "must not have null or file://, which local files and sandboxed pages share");
    }
    return web(text).or(() -> app(text)).orElseThrow(CrossOrigins::notAnOrigin);
  }

  private static Optional<String> web(String text) {
    try {
      URI uri = URI.create(text);
      boolean web = "http".equalsIgnoreCase(uri.getScheme());
      web |= "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535) {
        String origin = SameOrigin.originOf(uri);
        if (text.toLowerCase(Locale.ROOT).matches("\\Q" + origin + "\\E(:443|:80)?/?")) {
          return Optional.of(origin);
        }
      }
    } catch (IllegalArgumentException malformed) {
      // Not the origin of a web page.
    }
    return Optional.empty();
  }

  private static Optional<String> app(String text) {
    Matcher origin = OF_APP.matcher(text);
    if (!origin.matches()) {
      return Optional.empty();
    }
    String scheme = origin.group(1).toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    return web || NEVER_OF_PAGES.contains(scheme)
        ? Optional.empty()
        : Optional.of(scheme + "://" + origin.group(2));
  }

  private static IllegalArgumentException notAnOrigin() {
    return new IllegalArgumentException(
        "must be origins such as https://app.example.com, or tauri://localhost for an app");
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
