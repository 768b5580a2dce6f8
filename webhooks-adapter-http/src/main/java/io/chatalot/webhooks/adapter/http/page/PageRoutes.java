package io.chatalot.webhooks.adapter.http.page;

import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The web page: one document, and the files that it loads. */
public final class PageRoutes {
  /** Allows this server only, except for avatars, which may come from any host. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' http: https:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** The value of {@code data-session} in {@code index.html}. */
  private static final String UNKNOWN = "unknown";

  /** An explicit list, so that no other file of the class path can be requested. */
  private static final List<String> FILES =
      List.of(
          "api.js",
          "app.js",
          "avatar.js",
          "channel.js",
          "chatalot.js",
          "dialog.js",
          "icon.svg",
          "issued.js",
          "login.js",
          "main.js",
          "message.js",
          "messages.js",
          "page.css",
          "preact.module.js",
          "refusal.js",
          "roles.js",
          "session.js",
          "settings.js",
          "sidebar.js",
          "signin.js",
          "states.js",
          "stream.js",
          "timeline.js",
          "tools.js",
          "webhook.js",
          "webhooks.js");

  private final Assets assets = new Assets("web", FILES);
  private final Function<Context, String> session;

  private PageRoutes(Function<Context, String> session) {
    this.session = session;
  }

  /** The page with our own log-in; a visitor without a session token gets it at once. */
  public static PageRoutes standalone(SessionGuard sessions) {
    return new PageRoutes(ctx -> sessions.token(ctx).isPresent() ? UNKNOWN : "none");
  }

  /** The page with the session that the host's own client keeps in the browser. */
  public static PageRoutes besideHost() {
    return new PageRoutes(ctx -> "host");
  }

  public void addTo(RouteTable routes) {
    routes.get("/", this::page).get("/page/{file}", assets::answer);
  }

  private void page(Context ctx) throws IOException {
    ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    ctx.contentType("text/html; charset=utf-8").result(document(ctx));
  }

  /** Tells the page at once where its session is, which saves it a request. */
  private String document(Context ctx) throws IOException {
    return assets.text("index.html").replace(marked(UNKNOWN), marked(session.apply(ctx)));
  }

  private static String marked(String session) {
    return "data-session=\"" + session + "\"";
  }
}
