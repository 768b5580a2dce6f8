package io.chatalot.webhooks.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One answer as it came over the wire. */
public record WireAnswer(int status, String headers, String body) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})[^\r]*\r\n");
  private static final String END_OF_HEADERS = "\r\n\r\n";

  /**
   * All answers that a connection gave until it was closed. A body without a length lasts to the
   * end.
   *
   * @throws AssertionError if they are no HTTP
   */
  public static List<WireAnswer> all(byte[] received) {
    String rest = new String(received, StandardCharsets.ISO_8859_1);
    var answers = new ArrayList<WireAnswer>();
    while (!rest.isEmpty()) {
      Matcher status = STATUS.matcher(rest);
      int end = rest.indexOf(END_OF_HEADERS);
      if (!status.lookingAt() || end < 0) {
        throw new AssertionError("no HTTP: " + rest);
      }
      String headers = rest.substring(status.end(), end + 2);
      String after = rest.substring(end + END_OF_HEADERS.length());
      // To a HEAD there is a length and no body: the next answer, or the end, comes at once.
      boolean none = after.isEmpty() || STATUS.matcher(after).lookingAt();
      int length = none ? 0 : length(headers).orElse(after.length());
      answers.add(
          new WireAnswer(
              Integer.parseInt(status.group(1)),
              headers,
              utf8(after.substring(0, Math.min(length, after.length())))));
      rest = after.substring(Math.min(length, after.length()));
    }
    return answers;
  }

  private static Optional<Integer> length(String headers) {
    return Optional.ofNullable(header(headers, "Content-Length")).map(Integer::valueOf);
  }

  public String header(String name) {
    return header(headers, name);
  }

  private static String header(String headers, String name) {
    Matcher line = Pattern.compile("(?im)^" + name + ": *([^\r\n]*)").matcher(headers);
    return line.find() ? line.group(1) : null;
  }

  private static String utf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
