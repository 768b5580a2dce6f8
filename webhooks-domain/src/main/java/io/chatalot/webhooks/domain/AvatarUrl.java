package io.chatalot.webhooks.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of the picture beside a message: an absolute {@code http} or {@code https} URL with a
 * host and without credentials, or a path under {@code /api/} on Chatalot itself, at most {@value
 * #MAX_LENGTH} characters. The server never fetches it.
 */
public record AvatarUrl(String value) {
  /** The most characters of an address. */
  public static final int MAX_LENGTH = 2048;

  private static final String FIELD = "avatar_url";
  private static final String OWN_PATHS = "/api/";

  /**
   * A host and an optional port. It accepts more host names than {@link URI}, since IDNs and
   * underscores are in use. The labels are matched possessively: the recursion of {@link Pattern}
   * over a thousand labels would exceed a small stack.
   */
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?:\\[[0-9a-fA-F:.]+]|[\\p{L}\\p{M}\\p{N}_-]++(?:\\.[\\p{L}\\p{M}\\p{N}_-]++)*+\\.?)"
              + "(?::([0-9]{0,5}))?");

  /** A parent segment, plain or percent-encoded, that would lead out of {@link #OWN_PATHS}. */
  private static final Pattern PARENT_SEGMENT =
      Pattern.compile("(?:^|/)(?:\\.|%2e){2}(?:/|$)", Pattern.CASE_INSENSITIVE);

  /**
   * @throws WebhookException with {@link Reason#INVALID} if a rule is broken
   */
  public AvatarUrl {
    Text.requireStorable(value, FIELD);
    Text.requireAtMost(MAX_LENGTH, value, FIELD);
    if (!isAllowed(value) || value.codePoints().anyMatch(AvatarUrl::isInvisible)) {
      throw WebhookException.invalid(
          FIELD,
          ViolationCode.INVALID_URL,
          "must be an absolute http or https URL with a host and without credentials,"
              + " or a path under /api/");
    }
  }

  /** Finds direction overrides and similar characters, which make an address look like another. */
  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT;
  }

  private static boolean isAllowed(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException notAUrl) {
      return false;
    }
    if (uri.getScheme() == null) {
      return isOwnPath(text, uri.getRawPath());
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    return (scheme.equals("http") || scheme.equals("https")) && isHost(uri.getRawAuthority());
  }

  /**
   * Decides by the text, since {@link URI} reads a path in {@code ///api/x} where browsers read a
   * host.
   */
  private static boolean isOwnPath(String text, String path) {
    return text.startsWith(OWN_PATHS) && !PARENT_SEGMENT.matcher(path).find();
  }

  private static boolean isHost(String authority) {
    if (authority == null) {
      return false;
    }
    var matcher = AUTHORITY.matcher(authority);
    if (!matcher.matches()) {
      return false;
    }
    String port = matcher.group(1);
    return port == null || port.isEmpty() || Integer.parseInt(port) <= 65_535;
  }

  @Override
  public String toString() {
    return value;
  }
}
