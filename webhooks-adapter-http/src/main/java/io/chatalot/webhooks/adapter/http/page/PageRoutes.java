package io.chatalot.webhooks.adapter.http.page;

import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** The web page: one document, and the files that it loads. */
public final class PageRoutes {
  /** Allows this server only, except for avatars, which may come from any host. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' http: https:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** An explicit list, so that no other file of the class path can be requested. */
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

  /** Marks a visitor without a session token as signed out, which saves the page a request. */
  private String document(Context ctx) throws IOException {
    String document = assets.text("index.html");
    return sessions.token(ctx).isPresent()
        ? document
        : document.replace("data-session=\"unknown\"", "data-session=\"none\"");
  }
}
