package io.chatalot.webhooks.adapter.http.page;

import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** The page for people: one document, and the files that it loads. */
public final class PageRoutes {
  /** Everything comes from here, but for the avatars that webhooks and messages name. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' http: https:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** All of them, so that nothing else of the class path is to be had. */
  private static final List<String> FILES =
      List.of(
          "api.js",
          "app.js",
          "avatar.js",
          "dialog.js",
          "icon.svg",
          "issued.js",
          "main.js",
          "message.js",
          "messages.js",
          "page.css",
          "preact.module.js",
          "roles.js",
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
  private final SessionGuard sessions;

  public PageRoutes(SessionGuard sessions) {
    this.sessions = sessions;
  }

  public void addTo(RouteTable routes) {
    routes.get("/", this::page).get("/page/{file}", assets::answer);
  }

  private void page(Context ctx) throws IOException {
    ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    ctx.contentType("text/html; charset=utf-8").result(document(ctx));
  }

  /** Says that nobody is signed in where that is known, so that the page need not ask in vain. */
  private String document(Context ctx) throws IOException {
    String document = assets.text("index.html");
    return sessions.token(ctx).isPresent()
        ? document
        : document.replace("data-session=\"unknown\"", "data-session=\"none\"");
  }
}
