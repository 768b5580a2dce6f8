package io.chatalot.webhooks.adapter.http.tool.template;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by the words of a name whether senders keep a secret under it. */
final class SecretNames {
  private static final Pattern BETWEEN =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private static final Set<String> WORDS =
      Set.of(
          "token",
          "tokens",
          "secret",
          "secrets",
          "password",
          "passwords",
          "passwd",
          "pwd",
          "passphrase",
          "passcode",
          "credential",
          "credentials",
          "authorization",
          "auth",
          "signature",
          "signatures",
          "sig",
          "hmac",
          "otp",
          "pin",
          "cookie",
          "cookies",
          "session",
          "jwt",
          "csrf",
          "xsrf",
          "apikey");

  /** Words that make a secret of the key that follows them. */
  private static final Set<String> OF_KEYS =
      Set.of(
          "api",
          "access",
          "secret",
          "private",
          "signing",
          "encryption",
          "subscription",
          "functions");

  /** Words that make no secret of the key of a header that follows them. */
  private static final Set<String> OPEN_KEYS = Set.of("event", "idempotency", "routing");

  /** Longer names are data, not names. */
  private static final int MAX_LENGTH = 200;

  private SecretNames() {}

  /** Whether a member of JSON has a name such as {@code clientSecret} or {@code api-key}. */
  static boolean isMember(String name) {
    if (name.length() > MAX_LENGTH) {
      return false;
    }
    List<String> words = words(name);
    for (int i = 0; i < words.size(); i++) {
      boolean key = words.get(i).equals("key") || words.get(i).equals("keys");
      if (WORDS.contains(words.get(i)) || key && i > 0 && OF_KEYS.contains(words.get(i - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a header has a credential or a signature, or tells which way a request took. */
  static boolean isHeader(String name) {
    List<String> words = words(name);
    int last = words.size() - 1;
    boolean key = last >= 0 && words.get(last).equals("key");
    return name.length() > MAX_LENGTH
        || isMember(name)
        || words.contains("forwarded")
        || words.contains("via")
        || last > 0 && words.get(last).equals("ip")
        || key && (last == 0 || !OPEN_KEYS.contains(words.get(last - 1)));
  }

  private static List<String> words(String name) {
    return BETWEEN.splitAsStream(name).map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }
}
