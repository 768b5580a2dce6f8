package io.chatalot.webhooks.application.markdown.address;

import org.commonmark.parser.beta.Scanner;

/** A mail address by GitHub's rule (GFM, "extended email autolink"). */
final class MailScan {
  /** In UTF-16 units (RFC 5321, 4.5.3.1). */
  private static final int MAX_LOCAL_PART = 64;

  private static final int MAX_DOMAIN = 255;

  private MailScan() {}

  /**
   * Moves the scanner from the beginning of an address, or from within its local part, to its end.
   *
   * @return whether there is an address; if not, the scanner's position is undefined
   */
  static boolean read(Scanner scanner) {
    int local = 0;
    while (isOfLocalPart(scanner.peek()) && local <= MAX_LOCAL_PART) {
      scanner.next();
      local++;
    }
    return local > 0
        && local <= MAX_LOCAL_PART
        && scanner.next('@')
        && isAlphanumeric(scanner.peek())
        && readDomain(scanner);
  }

  /** Reads a domain, which needs a period and must not end with a hyphen or an underscore. */
  private static boolean readDomain(Scanner scanner) {
    boolean dotted = false;
    char last = 0;
    for (int i = 0; i < MAX_DOMAIN && isOfDomain(scanner.peek()); i++) {
      if (scanner.peek() == '.' && !continuesBehindPeriod(scanner)) {
        break;
      }
      last = scanner.peek();
      dotted |= last == '.';
      scanner.next();
    }
    return dotted && isAlphanumeric(last);
  }

  private static boolean continuesBehindPeriod(Scanner scanner) {
    var period = scanner.position();
    scanner.next();
    boolean continues = isAlphanumeric(scanner.peek());
    scanner.setPosition(period);
    return continues;
  }

  private static boolean isOfLocalPart(char c) {
    return isAlphanumeric(c) || ".-_+".indexOf(c) >= 0;
  }

  private static boolean isOfDomain(char c) {
    return isAlphanumeric(c) || ".-_".indexOf(c) >= 0;
  }

  private static boolean isAlphanumeric(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }
}
