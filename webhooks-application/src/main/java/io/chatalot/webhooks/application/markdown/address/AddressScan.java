package io.chatalot.webhooks.application.markdown.address;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Recognises a bare address at its beginning (GFM, "Autolinks (extension)"), so that none of its
 * characters is read as markup. An address that may not be linked stays as written. Look-ahead that
 * may fail is bounded, so the time is linear.
 */
final class AddressScan {
  /** The first characters of addresses; a colon continues an address of another scheme. */
  static final Set<Character> TRIGGERS = Set.of('h', 'H', 'w', 'W', 'm', 'M', ':');

  /** In UTF-16 units (RFC 1035 has 255 bytes). */
  private static final int MAX_HOST = 255;

  private static final Pattern ESCAPED = Pattern.compile("\\\\(\\p{Punct})|&(?:amp|#38|#[xX]26);");

  private final Scanner scanner;
  private final Position start;
  private final int before;

  private AddressScan(Scanner scanner) {
    this.scanner = scanner;
    this.start = scanner.position();
    this.before = scanner.peekPreviousCodePoint();
  }

  /**
   * Reads the address at the scanner's position, and moves the scanner behind the address. Returns
   * null if there is no address; the scanner's position is then undefined.
   */
  static Node read(Scanner scanner) {
    var scan = new AddressScan(scanner);
    return switch (scanner.peek()) {
      case 'h', 'H' -> scan.web();
      case 'w', 'W' -> scan.www();
      case 'm', 'M' -> scan.mail();
      case ':' -> scan.another();
      default -> null;
    };
  }

  private Node web() {
    if (isAscii(before) || !next("http")) {
      return null;
    }
    if (Character.toLowerCase(scanner.peek()) == 's') {
      scanner.next();
    }
    boolean begins = next("://") && (isOfHost(scanner.peek()) || "[_".indexOf(scanner.peek()) >= 0);
    return begins && AddressEnd.readTo(scanner, before) ? link("") : null;
  }

  private Node www() {
    if (isAscii(before) || "./@-\\".indexOf(before) >= 0 || !next("www.")) {
      return null;
    }
    Position host = scanner.position();
    if (!isHost(readHost())) {
      return null;
    }
    scanner.setPosition(host);
    return AddressEnd.readTo(scanner, before) ? link("http://") : null;
  }

  private Node mail() {
    if (isAscii(before) || "._+-".indexOf(before) >= 0 || !next("mailto:")) {
      return null;
    }
    if (!MailScan.read(scanner)) {
      return null;
    }
    if (scanner.peek() == '?') {
      AddressEnd.readTo(scanner, before);
    }
    return link("");
  }

  private Node another() {
    return isAscii(before) && next("://") && AddressEnd.readTo(scanner, before)
        ? new Verbatim(source())
        : null;
  }

  private Link link(String scheme) {
    String address =
        ESCAPED.matcher(source()).replaceAll(found -> found.group(1) == null ? "&" : "$1");
    var link = new Link(scheme + address, null);
    link.appendChild(new Text(address));
    return link;
  }

  private String source() {
    return scanner.getSource(start, scanner.position()).getContent();
  }

  private String readHost() {
    var host = new StringBuilder();
    while (host.length() < MAX_HOST && (isOfHost(scanner.peek()) || isMark(scanner.peek()))) {
      host.append(scanner.peek());
      scanner.next();
    }
    return host.toString();
  }

  /** Whether there is a label, and no underscore in the last two (GFM, "valid domain"). */
  private static boolean isHost(String read) {
    int end = read.length();
    while (end > 0 && isMark(read.charAt(end - 1))) {
      end--;
    }
    int last = read.lastIndexOf('.', end - 1);
    int label = last < 0 ? 0 : read.lastIndexOf('.', last - 1) + 1;
    return end > 0 && isOfHost(read.charAt(0)) && read.substring(label, end).indexOf('_') < 0;
  }

  private boolean next(String lowerCase) {
    for (int i = 0; i < lowerCase.length(); i++) {
      if (Character.toLowerCase(scanner.peek()) != lowerCase.charAt(i)) {
        return false;
      }
      scanner.next();
    }
    return true;
  }

  private static boolean isMark(char c) {
    return c == '.' || c == '-' || c == '_';
  }

  private static boolean isOfHost(char c) {
    return c < 0x80 ? isAscii(c) : !AddressEnd.is(c);
  }

  private static boolean isAscii(int c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }
}
