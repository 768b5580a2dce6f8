package io.chatalot.webhooks.benchmark;

import java.util.List;

/**
 * What is sent to one node.
 *
 * @param paths to take in turn
 * @param connections each of which sends the next request when it has its answer
 * @param expected the status that each answer must have
 */
record Load(Node node, List<String> paths, int connections, int expected) {
  static final String CONTENT =
      "Build #142 of chatalot/server **passed** in 3 min 12 s: 1204 tests, 0 failed. See"
          + " https://ci.example.com/chatalot/server/builds/142 for its log.";

  /** Some 200 bytes, as tools send them. */
  static final String BODY = "{\"content\":\"" + CONTENT + "\",\"username\":\"CI Pipeline\"}";

  /** Calls the webhooks of these tokens. */
  static Load execute(Node node, List<String> tokens, int connections) {
    return new Load(node, tokens.stream().map(Load::path).toList(), connections, 200);
  }

  /**
   * Has the same body parsed and its fields checked, and touches no database: a login without a
   * password, which is told so.
   */
  static Load parseOnly(Node node, int connections) {
    return new Load(node, List.of("/api/auth/login"), connections, 422);
  }

  static String path(String token) {
    return "/api/webhooks/execute/" + token;
  }
}
