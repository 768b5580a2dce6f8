package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.work.HarmlessObserver;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

/** What each answer has beside what its route says, and who is told of it. */
public final class ResponsePolicy {
  /** Instead of a route, where none was met. */
  public static final String NO_ROUTE = "none";

  private final RequestObserver observer;
  private final CrossOrigins crossOrigins;
  private final Predicate<Context> strictTransport;
  private final boolean logged;

  private ResponsePolicy(
      RequestObserver observer,
      CrossOrigins crossOrigins,
      Predicate<Context> strictTransport,
      boolean logged) {
    this.observer = HarmlessObserver.of(observer);
    this.crossOrigins = crossOrigins;
    this.strictTransport = strictTransport;
    this.logged = logged;
  }

  /** In somebody else's server: which origins and which transport it allows is its own affair. */
  public static ResponsePolicy embedded(RequestObserver observer) {
    return new ResponsePolicy(observer, CrossOrigins.NONE, ctx -> false, false);
  }

  public static ResponsePolicy standalone(
      RequestObserver observer,
      CrossOrigins crossOrigins,
      boolean strictTransport,
      boolean logged) {
    return new ResponsePolicy(
        observer, crossOrigins, ctx -> strictTransport || ctx.req().isSecure(), logged);
  }

  /** Before the route's handler, which may change every header. */
  public void begin(Context ctx, String route) {
    SecurityHeaders.ALWAYS.forEach(ctx::header);
    if (strictTransport.test(ctx)) {
      ctx.header(SecurityHeaders.STRICT_TRANSPORT, SecurityHeaders.ONE_YEAR);
    }
    crossOrigins.answer(ctx, route);
  }

  void end(Context ctx, String route, Duration took) {
    String method = ctx.req().getMethod();
    end(new AccessLine(method, route, ctx.statusCode(), took, ClientAddress.of(ctx)));
  }

  /** The same where no route was met. */
  public void endWithoutRoute(Context ctx) {
    end(ctx, NO_ROUTE, took(ServletContextRequest.getServletContextRequest(ctx.req())));
  }

  /** The time since the first byte of a request that no route has measured. */
  static Duration took(Request request) {
    return Duration.ofNanos(Math.max(0, NanoTime.since(request.getBeginNanoTime())));
  }

  /** The same for an answer to what no route saw. */
  void end(AccessLine answer) {
    observer.answered(answer.method(), answer.route(), answer.status(), answer.took());
    if (logged) {
      AccessLog.write(answer);
    }
  }
}
