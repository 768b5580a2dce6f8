package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The answers of a node to a route's POSTs so far, by status, counted by the node's own metrics:
 * the load generator does not read each answer, since reading would cost more than sending.
 * Requests of an earlier load to another route may still be answered now, after the load has closed
 * its connections.
 */
public record Answers(Map<Integer, Long> byStatus) {
  private static final String COUNT =
      "^http_server_requests_seconds_count\\{(?=.*method=\"POST\")(?=.*route=\"%s\").*status=\"(\\d+)\".*}"
          + " (\\S+)$";

  /** Reads the node's metrics. */
  public static Answers of(Node node, String route) {
    return new Answers(
        Pattern.compile(String.format(Locale.ROOT, COUNT, Pattern.quote(route)), Pattern.MULTILINE)
            .matcher(metrics(node))
            .results()
            .collect(
                Collectors.toMap(
                    match -> Integer.valueOf(match.group(1)),
                    match -> (long) Double.parseDouble(match.group(2)),
                    Long::sum)));
  }

  private static String metrics(Node node) {
    try (var in = URI.create(node.url() + "/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws BenchException if an answer since then had another status
   */
  void requireOnly(int status, Answers before) {
    byStatus.forEach(
        (seen, count) -> {
          long more = count - before.byStatus.getOrDefault(seen, 0L);
          if (seen != status && more > 0) {
            throw new BenchException(more + " answers were " + seen + ", not " + status);
          }
        });
    if (byStatus.getOrDefault(status, 0L) <= before.byStatus.getOrDefault(status, 0L)) {
      throw new BenchException("No answer was " + status);
    }
  }
}
