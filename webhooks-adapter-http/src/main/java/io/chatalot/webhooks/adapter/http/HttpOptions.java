package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import java.util.Optional;

/**
 * How an {@link HttpServer} listens, which proxies it trusts, and which other origins may call it.
 *
 * @param host the name or address to listen on
 * @param port the port to listen on; 0 picks a free port
 * @param proxies proxies whose {@code X-Forwarded-*} headers are trusted
 * @param crossOrigins other origins whose pages may call (CORS)
 * @param strictTransport whether plain HTTP answers carry {@code Strict-Transport-Security} (one
 *     year), too; answers over HTTPS always do
 * @param tls empty means plain HTTP
 * @param accessLog whether the access log has a line for each answer
 * @param maxConnections the most open connections, at least 1; an eighth of the heap bounds them,
 *     too
 */
public record HttpOptions(
    String host,
    int port,
    TrustedProxies proxies,
    CrossOrigins crossOrigins,
    boolean strictTransport,
    Optional<TlsFiles> tls,
    boolean accessLog,
    int maxConnections) {
  /** Enough for thousands of open streams and for their users' calls. */
  public static final int MAX_CONNECTIONS = 10_000;

  /** Plain HTTP, without trusted proxies, other origins or an access log. */
  public static HttpOptions on(String host, int port) {
    return new HttpOptions(
        host,
        port,
        TrustedProxies.NONE,
        CrossOrigins.NONE,
        false,
        Optional.empty(),
        false,
        MAX_CONNECTIONS);
  }
}
