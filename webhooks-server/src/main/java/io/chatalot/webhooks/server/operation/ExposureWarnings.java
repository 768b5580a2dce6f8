package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.server.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds settings that expose passwords to eavesdroppers, or that give webhooks unreachable URLs.
 */
public final class ExposureWarnings {
  private ExposureWarnings() {}

  /**
   * Returns the warnings for the operator, one line each; empty if the settings are sound.
   *
   * @param publicUrl the start of every webhook URL
   */
  public static List<String> warnings(Settings settings, URI publicUrl) {
    return Stream.of(openly(settings), nowhere(settings, publicUrl))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> openly(Settings settings) {
    boolean safe = settings.tls().isPresent() || !settings.trustedProxies().isEmpty();
    return safe || isLoopback(settings.host())
        ? Optional.empty()
        : Optional.of(
            "Listening on "
                + settings.host()
                + " without TLS: the network can read passwords and tokens. Set"
                + " WEBHOOKS_TLS_CERTIFICATE and WEBHOOKS_TLS_KEY, or put a proxy in front and set"
                + " WEBHOOKS_TRUSTED_PROXIES");
  }

  /** No other machine can call a wildcard address such as 0.0.0.0. */
  private static Optional<String> nowhere(Settings settings, URI publicUrl) {
    return settings.publicUrl().isPresent() || !isWildcard(settings.host())
        ? Optional.empty()
        : Optional.of(
            "The URLs of webhooks start with "
                + publicUrl
                + ", which no other machine can call: set WEBHOOKS_PUBLIC_URL to the URL that"
                + " clients call");
  }

  private static boolean isWildcard(String host) {
    return addresses(host).anyMatch(InetAddress::isAnyLocalAddress);
  }

  private static boolean isLoopback(String host) {
    List<InetAddress> all = addresses(host).toList();
    return !all.isEmpty() && all.stream().allMatch(InetAddress::isLoopbackAddress);
  }

  private static Stream<InetAddress> addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host));
    } catch (UnknownHostException unknown) {
      return Stream.empty();
    }
  }
}
