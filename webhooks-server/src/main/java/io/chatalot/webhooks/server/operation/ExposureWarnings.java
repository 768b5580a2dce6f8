package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.server.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sees whether those who can reach the server can use it, and nobody can read what they send. */
public final class ExposureWarnings {
  private ExposureWarnings() {}

  /**
   * What the operator should know, in a line each, if the settings let others listen.
   *
   * @param publicUrl what webhook URLs start with
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
                + " without TLS: passwords and tokens can be read on the way. Set"
                + " WEBHOOKS_TLS_CERTIFICATE and WEBHOOKS_TLS_KEY, or put a proxy before it and set"
                + " WEBHOOKS_TRUSTED_PROXIES");
  }

  /** Nobody can call an address that means all of a machine's own. */
  private static Optional<String> nowhere(Settings settings, URI publicUrl) {
    return settings.publicUrl().isPresent() || !isWildcard(settings.host())
        ? Optional.empty()
        : Optional.of(
            "The URLs of webhooks start with "
                + publicUrl
                + ", which no other machine can call: set WEBHOOKS_PUBLIC_URL to what it is called"
                + " by");
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
