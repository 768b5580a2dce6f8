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

/** Adds security and CORS headers to each answer, then notifies the observer and the access log. */
public final class ResponsePolicy {
  /** The route's name for requests without a route. */
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

  /** For an embedder's server, which sets its own CORS and transport headers. */
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

  /** Sets the headers before the route's handler, which may change them. */
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

  /** Notifies observer and log of an answer without a route. */
  public void endWithoutRoute(Context ctx) {
    end(ctx, NO_ROUTE, took(ServletContextRequest.getServletContextRequest(ctx.req())));
  }

  /** The time since the request's first byte, for answers without a route. */
  static Duration took(Request request) {
    return Duration.ofNanos(Math.max(0, NanoTime.since(request.getBeginNanoTime())));
  }

  /** Notifies observer and log of an answer. */
  void end(AccessLine answer) {
    observer.answered(answer.method(), answer.route(), answer.status(), answer.took());
    if (logged) {
      AccessLog.write(answer);
    }
  }
}
