package io.chatalot.webhooks.benchmark;

import java.util.List;

/**
 * What is sent to one node.
 *
 * @param route to which all paths belong, as the metrics name it
 * @param paths to take in turn
 * @param connections each of which sends the next request when it has its answer
 * @param expected the status that each answer must have
 */
record Load(Node node, String route, List<String> paths, int connections, int expected) {
  static final String EXECUTE = "/api/webhooks/execute/{token}";

  private static final String LOG_IN = "/api/auth/login";

  static final String CONTENT =
      "Build #142 of chatalot/server **passed** in 3 min 12 s: 1204 tests, 0 failed. See"
          + " https://ci.example.com/chatalot/server/builds/142 for its log.";

  /** Some 200 bytes, as tools send them. */
  static final String BODY = "{\"content\":\"" + CONTENT + "\",\"username\":\"CI Pipeline\"}";

  /** Calls the webhooks of these tokens. */
  static Load execute(Node node, List<String> tokens, int connections) {
    return new Load(node, EXECUTE, tokens.stream().map(Load::path).toList(), connections, 200);
  }

  /**
   * Has the same body parsed and its fields checked, and touches no database: a login without a
   * password, which is told so.
   */
  static Load parseOnly(Node node, int connections) {
    return new Load(node, LOG_IN, List.of(LOG_IN), connections, 422);
  }

  static String path(String token) {
    return "/api/webhooks/execute/" + token;
  }
}
