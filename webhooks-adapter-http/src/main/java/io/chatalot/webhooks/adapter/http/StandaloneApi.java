package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.client.SameOrigin;
import io.chatalot.webhooks.adapter.http.host.Accounts;
import io.chatalot.webhooks.adapter.http.host.Communities;
import io.chatalot.webhooks.adapter.http.host.Health;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.adapter.http.page.AccountRoutes;
import io.chatalot.webhooks.adapter.http.page.CommunityRoutes;
import io.chatalot.webhooks.adapter.http.page.OperationRoutes;
import io.chatalot.webhooks.adapter.http.page.PageRoutes;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The routes that a standalone server adds to {@link WebhooksApi}: sessions, communities and
 * channels, health and metrics, and the web page. Mounted by {@link HttpServer}. Safe for use by
 * many threads.
 */
public final class StandaloneApi {
  private final RouteTable routes = new RouteTable();

  /**
   * @param logins bounds failed log-ins
   * @param metrics all metrics in Prometheus' text format
   * @param publicUrl where browsers reach the server; with {@code https} the session cookie is
   *     {@code Secure}
   */
  public StandaloneApi(
      Accounts accounts,
      LoginLimit logins,
      Communities communities,
      Health health,
      Supplier<String> metrics,
      Supplier<URI> publicUrl) {
    var sameOrigin = new SameOrigin(publicUrl);
    var sessions = new SessionGuard(accounts, sameOrigin);
    new AccountRoutes(accounts, logins, sessions, sameOrigin, publicUrl).addTo(routes);
    new CommunityRoutes(communities, sessions).addTo(routes);
    new OperationRoutes(health, metrics).addTo(routes);
    new PageRoutes(sessions).addTo(routes);
  }

  void mount(JavalinConfig config, ResponsePolicy answering) {
    routes.mount(config, answering);
  }

  /** The value of {@code Allow} for a path; empty if no route has the path. */
  Optional<String> allowed(String path) {
    return routes.allowed(path);
  }

  /** The error format of the path's callers; empty if these routes do not know the path. */
  Optional<ProblemWriter> problems(String path) {
    return routes.problems(path);
  }

  /** Each route's method and path, such as {@code GET /health/live}. */
  List<String> listing() {
    return routes.listing();
  }
}
