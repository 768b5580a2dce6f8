package io.chatalot.webhooks.adapter.http.route;

import java.util.Map;

/** Headers that deny an answer every browser feature that it does not need. */
final class SecurityHeaders {
  static final String STRICT_TRANSPORT = "Strict-Transport-Security";

  /** Without {@code includeSubDomains} (RFC 6797), because subdomains may belong to others. */
  static final String ONE_YEAR = "max-age=31536000";

  /**
   * The headers of every answer, unless its route changes them. An answer that is not a page loads
   * nothing. No answer may be framed; {@code X-Frame-Options} serves browsers without {@code
   * frame-ancestors}.
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
