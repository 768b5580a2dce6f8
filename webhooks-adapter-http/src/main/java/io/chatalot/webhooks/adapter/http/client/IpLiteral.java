package io.chatalot.webhooks.adapter.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses literal IP addresses. Never looks up a host name. */
public final class IpLiteral {
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final String PORT = "(?::\\d{1,5})?";

  /** Accepts a port, which some proxies append. */
  private static final Pattern V4 =
      Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3})" + PORT);

  private static final Pattern V6 =
      Pattern.compile("([\\p{XDigit}:.]{2,45})|\\[([\\p{XDigit}:.]{2,45})]" + PORT);

  private IpLiteral() {}

  /** The address, without its port; an IPv4-mapped IPv6 address becomes the IPv4 address. */
  public static Optional<InetAddress> parse(String text) {
    Matcher four = V4.matcher(text);
    if (four.matches()) {
      return address(four.group(1));
    }
    Matcher six = V6.matcher(text);
    if (!six.matches()) {
      return Optional.empty();
    }
    String literal = six.group(1) == null ? six.group(2) : six.group(1);
    // The JDK resolves a text without a colon as a host name.
    return literal.contains(":") ? address("[" + literal + "]") : Optional.empty();
  }

  private static Optional<InetAddress> address(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException none) {
      return Optional.empty();
    }
  }
}
