package io.chatalot.webhooks.page;

/** Intercepts the open page's calls of the server, until the page is left. */
final class Detour {
  private static final String INSTALL =
      """
      if (!window.detours) {
        window.detours = [];
        const straight = window.fetch;
        window.fetch = async (path, options) => {
          const detour = window.detours.find((one) => path.includes(one.path));
          if (detour?.held) {
            await detour.held;
          }
          if (detour?.words) {
            const error = { code: "unavailable", message: detour.words };
            const headers = { "Content-Type": "application/json" };
            return new Response(JSON.stringify({ error }), { status: 503, headers });
          }
          return straight(path, options);
        };
      }
      """;

  private final Browser browser;

  Detour(Browser browser) {
    this.browser = browser;
    browser.ask(INSTALL);
  }

  /** Holds calls whose path contains this part. */
  void holds(String path) {
    browser.ask(
        """
        const [path] = arguments;
        let release;
        const held = new Promise((resolve) => (release = resolve));
        window.detours = [{ path, held, release }];
        """,
        path);
  }

  /** Refuses calls whose path contains this part, with this message. */
  void refuses(String path, String words) {
    browser.ask("const [path, words] = arguments; window.detours = [{ path, words }]", path, words);
  }

  /** Lets all calls through, held ones included. */
  void ends() {
    browser.ask("window.detours.splice(0).forEach((one) => one.release?.())");
  }
}
