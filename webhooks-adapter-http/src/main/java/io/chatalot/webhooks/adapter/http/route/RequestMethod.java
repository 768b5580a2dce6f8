package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;

/** The method of the request line. Javalin's {@code Context.method()} lets a header override it. */
public final class RequestMethod {
  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private RequestMethod() {}

  public static HandlerType of(Context ctx) {
    return HandlerType.findOrDefault(ctx.req().getMethod());
  }

  /**
   * The method for logs and metrics; an unknown method may be any text, even a token, and is
   * masked.
   */
  static String word(String method) {
    return KNOWN.contains(method) ? method : RequestObserver.OTHER_METHOD;
  }
}
