package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.client.Vary;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.QuotedCSV;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** Gzip, the only encoding of answers, used where the client accepts it. */
public final class Gzip {
  private static final String NAME = "gzip";

  /** Smaller answers fit into one packet anyway. */
  private static final int WORTH_IT = 1_500;

  private static final String ANY = "*";

  /** The order among encodings that a client weights equally. */
  private static final List<String> PREFERRED = List.of(NAME, "identity");

  private Gzip() {}

  /** Whether an answer of so many bytes is compressed for clients that accept gzip. */
  public static boolean isWorthIt(int bytes) {
    return bytes >= WORTH_IT;
  }

  /** Whether the client wants gzip. Adds {@code Accept-Encoding} to the answer's {@code Vary}. */
  public static boolean isWanted(Context ctx) {
    Vary.add(ctx, "Accept-Encoding");
    return isAccepted(Collections.list(ctx.req().getHeaders("Accept-Encoding")));
  }

  /**
   * Whether gzip is acceptable, and not less than no encoding at all (RFC 9110, section 12.5.3).
   *
   * @param lines the lines of {@code Accept-Encoding}; missing or malformed ones mean no
   *     compression
   */
  public static boolean isAccepted(List<String> lines) {
    try {
      return prefersGzip(lines);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static boolean prefersGzip(List<String> lines) {
    String[] accepted =
        lines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    var weighted = new QuotedQualityCSV(PREFERRED);
    for (String line : accepted) {
      weighted.addValue(line);
    }
    boolean isNamed =
        new QuotedCSV(false, accepted)
            .getValues().stream().anyMatch(one -> one.split(";", 2)[0].strip().equals(NAME));
    String name = isNamed ? NAME : ANY;
    return weighted.getValues().stream()
        .filter(one -> one.equals(name) || one.equals("identity"))
        .findFirst()
        .filter(name::equals)
        .isPresent();
  }

  /** Sets {@code Content-Encoding}. */
  public static void tell(Context ctx) {
    ctx.header("Content-Encoding", NAME);
  }

  public static byte[] compressed(byte[] bytes) {
    var small = new ByteArrayOutputStream(bytes.length / 2);
    try (var gzip = new GZIPOutputStream(small)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("An array cannot be written to", impossible);
    }
    return small.toByteArray();
  }
}
