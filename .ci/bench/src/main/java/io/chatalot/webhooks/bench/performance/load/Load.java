package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.bench.stage.Node;
import java.util.List;

/**
 * The load on one node.
 *
 * @param route the route of all paths, as the metrics name it
 * @param paths to take in turn
 * @param connections each of which sends the next request when it has its answer
 * @param expected the status that each answer must have
 */
public record Load(Node node, String route, List<String> paths, int connections, int expected) {
  /** The route of {@link #execute}. */
  public static final String EXECUTE = "/api/webhooks/execute/{token}";

  private static final String LOG_IN = "/api/auth/login";

  /** Calls the webhooks of these tokens. */
  public static Load execute(Node node, List<String> tokens, int connections) {
    return new Load(node, EXECUTE, tokens.stream().map(Execution::path).toList(), connections, 200);
  }

  /**
   * Sends the same body to the log-in, which parses it, checks its fields, misses the password and
   * touches no database.
   */
  public static Load parseOnly(Node node, int connections) {
    return new Load(node, LOG_IN, List.of(LOG_IN), connections, 422);
  }
}
