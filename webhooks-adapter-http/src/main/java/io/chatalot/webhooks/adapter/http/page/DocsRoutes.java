package io.chatalot.webhooks.adapter.http.page;

import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The OpenAPI description, and Swagger UI, which shows it. All links are relative, so that both
 * work under any prefix that a proxy removes.
 */
public final class DocsRoutes {
  /** Allows inline styles and {@code data:} icons, which Swagger UI needs, and no other host. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final Assets assets =
      new Assets("docs", List.of("docs.js", "swagger-ui.css", "swagger-ui-bundle.js"));

  /** The page for an address with a slash at its end, from where the same files are elsewhere. */
  private final Assets belowDocs = new Assets(this::linkedFromBelow, List.of());

  public void addTo(RouteTable routes) {
    routes
        .get("/api/openapi.json", ctx -> assets.answer(ctx, "openapi.json"))
        .get("/api/docs", this::page)
        .get("/api/docs/{file}", assets::answer);
  }

  private void page(Context ctx) {
    ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    (ctx.path().endsWith("/") ? belowDocs : assets).answer(ctx, "docs.html");
  }

  private InputStream linkedFromBelow(String file) {
    String page = assets.text(file).replace("\"docs/", "\"");
    return new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8));
  }
}
