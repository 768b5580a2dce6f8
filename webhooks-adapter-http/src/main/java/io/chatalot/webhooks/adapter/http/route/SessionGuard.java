package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.client.Cookies;
import io.chatalot.webhooks.adapter.http.client.SameOrigin;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.domain.UserId;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out whose session a request comes with. */
public final class SessionGuard {
  public static final String COOKIE = "chatalot_session";

  /** A scheme's name is the same in any case (RFC 9110, section 11.1). */
  private static final Pattern BEARER = Pattern.compile("(?i)bearer(|\\s.*)");

  private static final Set<HandlerType> READING =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final Authenticator authenticator;
  private final SameOrigin sameOrigin;

  public SessionGuard(Authenticator authenticator, SameOrigin sameOrigin) {
    this.authenticator = authenticator;
    this.sameOrigin = sameOrigin;
  }

  /**
   * @throws HttpRefusal with 401 if there is no session, or with 403 if a cookie proves it and the
   *     request changes something without coming from our own page
   */
  public UserId user(Context ctx) {
    String token = token(ctx).orElseThrow(() -> new HttpRefusal(Problem.unauthorized()));
    UserId user =
        authenticator
            .authenticate(token)
            .orElseThrow(() -> new HttpRefusal(Problem.unauthorized()));
    if (isByCookie(ctx) && !READING.contains(RequestMethod.of(ctx)) && !sameOrigin.isProved(ctx)) {
      throw new HttpRefusal(
          Problem.forbidden("A call that comes with the cookie must come from the same origin."));
    }
    return user;
  }

  /**
   * Asks again, for a request whose user is known.
   *
   * @throws HttpRefusal with 401 if the session has ended
   */
  public void require(Context ctx, UserId user) {
    if (!user(ctx).equals(user)) {
      throw new HttpRefusal(Problem.unauthorized());
    }
  }

  /** Whether a session that is proved is proved by the cookie. */
  public static boolean isByCookie(Context ctx) {
    return bearer(ctx).isEmpty();
  }

  /** Those of the tokens that still prove a session of the same user. */
  public Set<String> alive(Map<String, UserId> users) {
    Map<String, UserId> proved = authenticator.authenticateAll(users.keySet());
    return users.keySet().stream()
        .filter(token -> users.get(token).equals(proved.get(token)))
        .collect(Collectors.toSet());
  }

  /**
   * What should prove a session: a bearer token if there is one, even a wrong one, or the cookie.
   * Other schemes are other servers' affairs: a browser sends what a proxy has asked it for.
   */
  public Optional<String> token(Context ctx) {
    return bearer(ctx).or(() -> Cookies.value(ctx, COOKIE).filter(token -> !token.isEmpty()));
  }

  private static Optional<String> bearer(Context ctx) {
    return Collections.list(ctx.req().getHeaders("Authorization")).stream()
        .map(BEARER::matcher)
        .filter(Matcher::matches)
        .map(header -> header.group(1).strip())
        .findFirst();
  }
}
