package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.domain.Sha256;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.regex.Pattern;

/**
 * An entity tag: identifies bytes in one encoding (RFC 9110, section 8.8.3).
 *
 * @param value the tag, with its quotes
 */
public record EntityTag(String value) {
  private static final int DIGITS = 24;
  private static final Pattern TAG = Pattern.compile("\"[^\"]*\"");

  /** The tag of the bytes; differs for other bytes and for other encodings. */
  public static EntityTag of(byte[] bytes, String encoding) {
    return new EntityTag('"' + new Sha256().add(bytes).hex().substring(0, DIGITS) + encoding + '"');
  }

  /**
   * Whether {@code If-None-Match} has this tag; weak tags count as strong ones (section 13.1.2).
   */
  public boolean isKnown(Context ctx) {
    return Collections.list(ctx.req().getHeaders("If-None-Match")).stream().anyMatch(this::isIn);
  }

  private boolean isIn(String line) {
    return line.strip().equals("*")
        || TAG.matcher(line).results().anyMatch(tag -> tag.group().equals(value));
  }
}
