package io.chatalot.webhooks.adapter.http.route;

import java.util.Map;

/** What tells browsers to trust an answer with nothing that it does not need. */
final class SecurityHeaders {
  static final String STRICT_TRANSPORT = "Strict-Transport-Security";

  /** For this host alone (RFC 6797): those below it are not ours to speak for. */
  static final String ONE_YEAR = "max-age=31536000";

  /**
   * On every answer, unless its route says otherwise. What is no page loads nothing, and nobody
   * frames anything, also where {@code frame-ancestors} is unknown.
   */
  static final Map<String, String> ALWAYS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy",
              "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private SecurityHeaders() {}
}
