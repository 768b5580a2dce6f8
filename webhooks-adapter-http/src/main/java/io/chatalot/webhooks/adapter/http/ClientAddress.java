package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where a request comes from, behind the trusted proxies. */
final class ClientAddress {
  /** What one subscriber is given at the least (RFC 6177): its hosts are one client. */
  private static final int SUBSCRIBER_BYTES = 8;

  private ClientAddress() {}

  /** For a log: the address as it is. */
  static String of(Context ctx) {
    return ctx.ip();
  }

  /** For limits: an IPv4 address, or the first 64 bits of an IPv6 address. */
  static String limited(Context ctx) {
    return limited(of(ctx));
  }

  static String limited(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    return IpLiteral.parse(address)
        .filter(Inet6Address.class::isInstance)
        .map(ClientAddress::network)
        .orElse(address);
  }

  private static String network(InetAddress address) {
    byte[] first = Arrays.copyOf(address.getAddress(), address.getAddress().length);
    Arrays.fill(first, SUBSCRIBER_BYTES, first.length, (byte) 0);
    try {
      return InetAddress.getByAddress(first).getHostAddress() + "/64";
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
