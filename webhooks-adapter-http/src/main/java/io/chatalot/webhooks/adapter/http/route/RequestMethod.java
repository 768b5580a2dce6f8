package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * The method of a request's line. Javalin's own {@code Context.method()} believes a header that
 * names another one.
 */
public final class RequestMethod {
  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private RequestMethod() {}

  public static HandlerType of(Context ctx) {
    return HandlerType.findOrDefault(ctx.req().getMethod());
  }

  /** A word for logs and metrics: a method may be any text, of any length, a token too. */
  static String word(String method) {
    return KNOWN.contains(method) ? method : RequestObserver.OTHER_METHOD;
  }
}
