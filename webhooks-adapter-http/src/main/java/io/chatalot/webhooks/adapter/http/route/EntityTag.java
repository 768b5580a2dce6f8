package io.chatalot.webhooks.adapter.http.route;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names some bytes in one encoding (RFC 9110, section 8.8.3).
 *
 * @param value with its quotes
 */
public record EntityTag(String value) {
  private static final Pattern TAG = Pattern.compile("\"[^\"]*\"");

  /** The same for equal bytes in an equal encoding, and for no others. */
  public static EntityTag of(byte[] bytes, String encoding) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new EntityTag('"' + HexFormat.of().formatHex(digest, 0, 12) + encoding + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Whether the client has what this names: weak tags count as strong ones (section 13.1.2). */
  public boolean isKnown(Context ctx) {
    return Collections.list(ctx.req().getHeaders("If-None-Match")).stream().anyMatch(this::isIn);
  }

  private boolean isIn(String line) {
    return line.strip().equals("*")
        || TAG.matcher(line).results().anyMatch(tag -> tag.group().equals(value));
  }
}
