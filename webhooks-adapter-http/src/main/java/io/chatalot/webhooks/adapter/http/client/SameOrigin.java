package io.chatalot.webhooks.adapter.http.client;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Distinguishes requests of our own page from forged ones of other pages (CSRF), by {@code
 * Sec-Fetch-Site} and {@code Origin}, which browsers set and no page can change.
 */
public final class SameOrigin {
  private final Supplier<URI> publicUrl;

  public SameOrigin(Supplier<URI> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Whether the headers prove that the request comes from our own page. */
  public boolean isProved(Context ctx) {
    boolean said = ctx.header("Sec-Fetch-Site") != null || ctx.header("Origin") != null;
    return said && !isDenied(ctx);
  }

  /** Whether the headers show that the request comes from another page. */
  public boolean isDenied(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    String origin = ctx.header("Origin");
    return (site != null && !site.equals("same-origin"))
        || (origin != null && !isOurs(origin, ctx));
  }

  private boolean isOurs(String origin, Context ctx) {
    String own = originOf(publicUrl.get());
    String host = Optional.ofNullable(ctx.header("Host")).orElse("").toLowerCase(Locale.ROOT);
    String given = origin.toLowerCase(Locale.ROOT);
    if (ctx.req().isSecure()) {
      return given.equals(own) || given.equals("https://" + host);
    }
    boolean plain = "http".equalsIgnoreCase(publicUrl.get().getScheme());
    return given.equals(own) || (plain && given.equals("http://" + host));
  }

  /** Scheme, host and port; a default port is left out (RFC 6454). */
  public static String originOf(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int implied = scheme.equals("https") ? 443 : 80;
    String port = url.getPort() == -1 || url.getPort() == implied ? "" : ":" + url.getPort();
    return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port;
  }
}
