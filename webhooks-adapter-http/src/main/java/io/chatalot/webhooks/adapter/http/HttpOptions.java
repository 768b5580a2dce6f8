package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import java.util.Optional;

/**
 * How an {@link HttpServer} listens, and whom it believes and lets read.
 *
 * @param host the name or address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param proxies who is believed about a request's client
 * @param crossOrigins the origins whose pages may call
 * @param strictTransport whether browsers are told to come by HTTPS alone, for a year, whatever the
 *     request came by; those that came by HTTPS are told in any case
 * @param tls empty means plain HTTP
 * @param accessLog whether each answer is logged
 * @param maxConnections how many clients may be connected, at least 1; an eighth of the heap bounds
 *     them, too
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
  /** Enough for thousands who follow channels, and for their calls beside that. */
  public static final int MAX_CONNECTIONS = 10_000;

  /** Plain HTTP, and no one is believed or let in who comes from elsewhere. */
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
