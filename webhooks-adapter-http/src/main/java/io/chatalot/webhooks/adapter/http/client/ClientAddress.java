package io.chatalot.webhooks.adapter.http.client;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The client's address, as seen behind trusted proxies. */
public final class ClientAddress {
  /** A /64, the least that one subscriber gets (RFC 6177): its hosts count as one client. */
  private static final int SUBSCRIBER_BYTES = 8;

  /** A /48, usually the most that one subscriber gets (RFC 6177). */
  private static final int SITE_BYTES = 6;

  /** A /24, the smallest block that is routed on its own. */
  private static final int V4_NETWORK_BYTES = 3;

  private ClientAddress() {}

  /** The full address, for logs. */
  public static String of(Context ctx) {
    return ctx.ip();
  }

  /** The client for limits: an IPv4 address, or the first 64 bits of an IPv6 address. */
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

  /**
   * The client for limits at a connection's other end; an empty text if the connection is closed.
   */
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

  /**
   * The network for fair shares: the first 24 bits of an IPv4 address, or 48 of an IPv6 address.
   */
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
