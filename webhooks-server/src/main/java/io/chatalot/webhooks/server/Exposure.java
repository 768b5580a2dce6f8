package io.chatalot.webhooks.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Sees whether passwords and tokens can be read on their way to the server. */
final class Exposure {
  private Exposure() {}

  /** What the operator should know, in one line, if the settings let others listen. */
  static Optional<String> warning(Settings settings) {
    boolean safe = settings.tls().isPresent() || !settings.trustedProxies().isEmpty();
    return safe || isLoopback(settings.host())
        ? Optional.empty()
        : Optional.of(
            "Listening on "
                + settings.host()
                + " without TLS: passwords and tokens can be read on the way. Set"
                + " WEBHOOKS_TLS_CERTIFICATE and WEBHOOKS_TLS_KEY, or put a proxy before it and set"
                + " WEBHOOKS_TRUSTED_PROXIES");
  }

  private static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
