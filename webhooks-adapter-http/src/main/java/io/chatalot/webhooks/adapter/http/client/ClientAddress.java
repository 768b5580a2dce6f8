package io.chatalot.webhooks.adapter.http.client;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where a request comes from, behind the trusted proxies. */
public final class ClientAddress {
  /** What one subscriber is given at the least (RFC 6177): its hosts are one client. */
  private static final int SUBSCRIBER_BYTES = 8;

  /** What one subscriber is given at the most (RFC 6177), as a rule. */
  private static final int SITE_BYTES = 6;

  /** The least that is routed by itself. */
  private static final int V4_NETWORK_BYTES = 3;

  private ClientAddress() {}

  /** For a log: the address as it is. */
  public static String of(Context ctx) {
    return ctx.ip();
  }

  /** For limits: an IPv4 address, or the first 64 bits of an IPv6 address. */
  public static String limited(Context ctx) {
    return limited(of(ctx));
  }

  public static String limited(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    return IpLiteral.parse(address)
        .filter(Inet6Address.class::isInstance)
        .map(client -> first(SUBSCRIBER_BYTES, client))
        .orElse(address);
  }

  /** The same of a connection's other end; empty if it has none any more. */
  public static String limited(SocketAddress end) {
    return end instanceof InetSocketAddress at && !at.isUnresolved()
        ? limited(at.getAddress())
        : "";
  }

  private static String limited(InetAddress address) {
    return address instanceof Inet6Address
        ? first(SUBSCRIBER_BYTES, address)
        : address.getHostAddress();
  }

  /** For shares: the first 24 bits of an IPv4 address, or the first 48 of an IPv6 address. */
  public static String network(String address) {
    return IpLiteral.parse(address)
        .map(
            client -> first(client instanceof Inet6Address ? SITE_BYTES : V4_NETWORK_BYTES, client))
        .orElse(address);
  }

  private static String first(int bytes, InetAddress address) {
    byte[] all = address.getAddress();
    Arrays.fill(all, bytes, all.length, (byte) 0);
    try {
      return InetAddress.getByAddress(all).getHostAddress() + "/" + bytes * Byte.SIZE;
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
