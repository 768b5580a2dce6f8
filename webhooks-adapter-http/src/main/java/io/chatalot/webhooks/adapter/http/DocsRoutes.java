package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The description of the API, and a page that shows it. */
final class DocsRoutes {
  /** Swagger UI sets styles by script and has its icons inline; nothing comes from elsewhere. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  /** All files that are to be had: nothing else of the class path is. */
  private static final Map<String, Asset> ASSETS =
      Map.of(
          "docs.js", new Asset("docs.js", JAVASCRIPT),
          "swagger-ui.css", new Asset("swagger-ui.css", "text/css; charset=utf-8"),
          "swagger-ui-bundle.js", new Asset("swagger-ui-bundle.js", JAVASCRIPT));

  void addTo(RouteTable routes) {
    routes
        .get("/api/openapi.json", ctx -> answer(ctx, new Asset("openapi.json", Json.TYPE)))
        .get("/api/docs", this::page)
        .get("/api/docs/{asset}", this::asset);
  }

  private void page(Context ctx) throws IOException {
    ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    answer(ctx, new Asset("docs.html", "text/html; charset=utf-8"));
  }

  private void asset(Context ctx) throws IOException {
    Asset asset = ASSETS.get(ctx.pathParam("asset"));
    if (asset == null) {
      throw new HttpRefusal(Problem.notFound("There is nothing here."));
    }
    answer(ctx, asset);
  }

  private static void answer(Context ctx, Asset asset) throws IOException {
    try (InputStream content = DocsRoutes.class.getResourceAsStream("docs/" + asset.resource())) {
      if (content == null) {
        throw new IllegalStateException("The jar lacks " + asset.resource());
      }
      ctx.contentType(asset.type()).result(content.readAllBytes());
    }
  }

  private record Asset(String resource, String type) {}
}
