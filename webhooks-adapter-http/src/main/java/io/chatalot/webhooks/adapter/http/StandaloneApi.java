package io.chatalot.webhooks.adapter.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;

/**
 * What a server that stands alone answers beside {@link WebhooksApi}: sessions, communities and
 * channels, health and metrics, and a fitting answer to whatever is unknown or malformed. Takes the
 * whole Javalin for itself. Safe for use by many threads.
 */
public final class StandaloneApi {
  private final RouteTable routes = new RouteTable();

  /**
   * @param metrics all metrics in Prometheus' text format
   * @param publicUrl where browsers reach the server; under {@code https} cookies are for HTTPS
   *     only
   */
  public StandaloneApi(
      Accounts accounts,
      Communities communities,
      Health health,
      Supplier<String> metrics,
      Supplier<URI> publicUrl) {
    var sameOrigin = new SameOrigin(publicUrl);
    var sessions = new SessionGuard(accounts, sameOrigin);
    new AccountRoutes(accounts, sessions, sameOrigin, publicUrl).addTo(routes);
    new CommunityRoutes(communities, sessions).addTo(routes);
    new OperationRoutes(health, metrics).addTo(routes);
  }

  /** Adds the routes, and the answers to what meets none. */
  public void mount(JavalinConfig config, RequestObserver observer) {
    routes.mount(config, observer);
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          Problems.write(ctx, unmatched(e.getStatus()));
          observer.answered(ctx.method().name(), "none", ctx.statusCode(), Duration.ZERO);
        });
    config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems()));
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          // A token may be anything, "%2F" too, and is looked up, never taken for a file.
          http.setUriCompliance(UriCompliance.UNSAFE);
        });
    config.jetty.modifyServletContextHandler(
        handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
  }

  private static Problem unmatched(int status) {
    return status == 404
        ? Problem.notFound("There is nothing here.")
        : Problem.badRequest("The request is malformed.");
  }

  /** Each method and path that is answered. */
  List<String> listing() {
    return routes.listing();
  }
}
