package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.client.SameOrigin;
import io.chatalot.webhooks.adapter.http.host.Accounts;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.Communities;
import io.chatalot.webhooks.adapter.http.host.Health;
import io.chatalot.webhooks.adapter.http.host.InstanceWebhooks;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.adapter.http.host.Users;
import io.chatalot.webhooks.adapter.http.manage.InstanceRoutes;
import io.chatalot.webhooks.adapter.http.page.AccountRoutes;
import io.chatalot.webhooks.adapter.http.page.CommunityRoutes;
import io.chatalot.webhooks.adapter.http.page.OperationRoutes;
import io.chatalot.webhooks.adapter.http.page.PageRoutes;
import io.chatalot.webhooks.adapter.http.page.UserRoutes;
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
 * The routes that a server adds to {@link WebhooksApi}: users, communities and channels, health and
 * metrics, and the web page. Mounted by {@link HttpServer}. Safe for use by many threads.
 */
public final class ServerApi {
  private final RouteTable routes = new RouteTable();

  private ServerApi() {}

  /**
   * The routes of a server with its own accounts, and so with log-in and log-out.
   *
   * @param logins bounds failed log-ins
   * @param metrics all metrics in Prometheus' text format
   * @param publicUrl where browsers reach the server; with {@code https} the session cookie is
   *     {@code Secure}
   */
  public static ServerApi standalone(
      Accounts accounts,
      LoginLimit logins,
      Communities communities,
      Health health,
      Supplier<String> metrics,
      Supplier<URI> publicUrl) {
    var sameOrigin = new SameOrigin(publicUrl);
    var sessions = new SessionGuard(accounts, sameOrigin);
    var api = new ServerApi();
    new AccountRoutes(accounts, logins, sessions, sameOrigin, publicUrl).addTo(api.routes);
    api.add(communities, sessions, health, metrics);
    PageRoutes.standalone(sessions).addTo(api.routes);
    return api;
  }

  /**
   * The routes of a server beside a host that has the accounts: without log-in and log-out, and
   * with the list of all webhooks for the host's administrators. The page uses the session that the
   * host's client keeps in the browser.
   *
   * @param authenticator the same as that of the {@link WebhooksApi}
   * @param metrics all metrics in Prometheus' text format
   * @param publicUrl where browsers reach the server
   */
  public static ServerApi besideHost(
      Authenticator authenticator,
      Users users,
      Communities communities,
      InstanceWebhooks instanceWebhooks,
      Health health,
      Supplier<String> metrics,
      Supplier<URI> publicUrl) {
    var sessions = new SessionGuard(authenticator, new SameOrigin(publicUrl));
    var api = new ServerApi();
    new UserRoutes(users, sessions).addTo(api.routes);
    new InstanceRoutes(instanceWebhooks, sessions).addTo(api.routes);
    api.add(communities, sessions, health, metrics);
    PageRoutes.besideHost().addTo(api.routes);
    return api;
  }

  private void add(
      Communities communities, SessionGuard sessions, Health health, Supplier<String> metrics) {
    new CommunityRoutes(communities, sessions).addTo(routes);
    new OperationRoutes(health, metrics).addTo(routes);
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

  /**
   * Each route's method and path, such as {@code GET /health/live}; HEAD and OPTIONS are not
   * listed.
   */
  public List<String> listing() {
    return routes.listing();
  }
}
