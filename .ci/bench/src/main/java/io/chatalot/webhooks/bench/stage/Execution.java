package io.chatalot.webhooks.bench.stage;

/** One call of a webhook, as tools make it. */
public final class Execution {
  /** A line of a build server. */
  public static final String CONTENT =
      "Build #142 of chatalot/server **passed** in 3 min 12 s: 1204 tests, 0 failed. See"
          + " https://ci.example.com/chatalot/server/builds/142 for its log.";

  /** A name other than the webhook's. */
  public static final String USERNAME = "CI Pipeline";

  /** Some 200 bytes of JSON. */
  public static final String BODY =
      "{\"content\":\"" + CONTENT + "\",\"username\":\"" + USERNAME + "\"}";

  private Execution() {}

  /** The path of the webhook with this token. */
  public static String path(String token) {
    return "/api/webhooks/execute/" + token;
  }
}
