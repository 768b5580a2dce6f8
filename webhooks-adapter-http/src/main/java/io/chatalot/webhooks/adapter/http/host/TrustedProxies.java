package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.adapter.http.client.IpLiteral;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} headers are trusted; from any
 * other peer these headers are ignored. Immutable.
 */
public final class TrustedProxies {
  /** Trusts no proxy. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<Block> blocks;

  private TrustedProxies(List<Block> blocks) {
    this.blocks = blocks;
  }

  /**
   * Reads a list such as {@code 127.0.0.1, 10.0.0.0/8, fd00::/8}: addresses and CIDR blocks (RFC
   * 4632), with commas between them.
   *
   * @throws IllegalArgumentException if an entry is neither
   */
  public static TrustedProxies parse(String list) {
    return new TrustedProxies(
        Arrays.stream(list.split(",", -1)).map(String::strip).map(Block::parse).toList());
  }

  /** Whether no proxy is trusted. */
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  public boolean contains(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /**
   * The client's address: the first from the right in the chain of {@code X-Forwarded-For} that is
   * not a trusted proxy. Entries further to the left are not read, because an untrusted peer could
   * have written them; an entry that is not an address ends the chain, too.
   *
   * @param seen the lines of {@code X-Forwarded-For}, in order; each has addresses with commas
   *     between them, the nearest last
   */
  public InetAddress client(InetAddress peer, List<String> seen) {
    InetAddress client = peer;
    for (int line = seen.size() - 1; line >= 0; line--) {
      String list = seen.get(line);
      for (int end = list.length(); end >= 0; end = list.lastIndexOf(',', end - 1)) {
        if (!contains(client)) {
          return client;
        }
        String nearest = list.substring(list.lastIndexOf(',', end - 1) + 1, end).strip();
        Optional<InetAddress> next = IpLiteral.parse(nearest);
        if (next.isEmpty()) {
          return client;
        }
        client = next.get();
      }
    }
    return client;
  }

  @Override
  public String toString() {
    return blocks.stream().map(Block::toString).collect(Collectors.joining(","));
  }

  /** A CIDR block: addresses with the same first bits. */
  private record Block(InetAddress first, int bits) {
    static Block parse(String text) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      InetAddress first =
          IpLiteral.parse(address)
              .filter(unused -> !address.contains("[") && !address.matches("[^:]*:[^:]*"))
              .orElseThrow(Block::wrong);
      int most = first.getAddress().length * Byte.SIZE;
      return new Block(first, slash < 0 ? most : bits(text.substring(slash + 1), most));
    }

    private static int bits(String text, int most) {
      if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > most) {
        throw wrong();
      }
      return Integer.parseInt(text);
    }

    private static IllegalArgumentException wrong() {
      return new IllegalArgumentException(
          "must be addresses or CIDR blocks with commas between them, such as 10.0.0.0/8");
    }

    boolean contains(InetAddress address) {
      byte[] ours = first.getAddress();
      byte[] given = address.getAddress();
      return ours.length == given.length
          && Arrays.equals(ours, 0, bits / 8, given, 0, bits / 8)
          && (bits % 8 == 0 || (ours[bits / 8] ^ given[bits / 8]) >> (8 - bits % 8) == 0);
    }

    @Override
    public String toString() {
      return first.getHostAddress() + "/" + bits;
    }
  }
}
