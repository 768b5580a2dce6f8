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

/** The one encoding that answers are sent in where a client takes it. */
public final class Gzip {
  private static final String NAME = "gzip";

  /** What a packet takes anyhow gains nothing. */
  private static final int WORTH_IT = 1_500;

  private static final String ANY = "*";

  /** Among those that a client likes equally. */
  private static final List<String> PREFERRED = List.of(NAME, "identity");

  private Gzip() {}

  /** Whether an answer of so many bytes depends on what encodings its client takes. */
  public static boolean isWorthIt(int bytes) {
    return bytes >= WORTH_IT;
  }

  /**
   * Decides on the encoding of an answer that depends on it, and says on the answer that it does.
   */
  public static boolean isWanted(Context ctx) {
    Vary.add(ctx, "Accept-Encoding");
    return isAccepted(Collections.list(ctx.req().getHeaders("Accept-Encoding")));
  }

  /**
   * Whether gzip is acceptable, and not less than no encoding at all (RFC 9110, section 12.5.3).
   *
   * @param lines of {@code Accept-Encoding}; without one, and with a malformed one, clients get
   *     what all of them can read
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

  /** Says that the body is compressed. */
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
