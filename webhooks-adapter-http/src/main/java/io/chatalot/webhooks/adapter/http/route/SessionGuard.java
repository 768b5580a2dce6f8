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

/** Finds the user of a request's session. */
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
   * @throws HttpRefusal with 401 if there is no session, or with 403 if a request by cookie changes
   *     something and does not come from our own page
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
   * Checks again that a request's user has a session.
   *
   * @throws HttpRefusal with 401 if the session has ended
   */
  public void require(Context ctx, UserId user) {
    if (!user(ctx).equals(user)) {
      throw new HttpRefusal(Problem.unauthorized());
    }
  }

  /** Whether the session comes from the cookie, not from a bearer token. */
  public static boolean isByCookie(Context ctx) {
    return bearer(ctx).isEmpty();
  }

  /** The tokens that still belong to a session of the same user. */
  public Set<String> alive(Map<String, UserId> users) {
    Map<String, UserId> proved = authenticator.authenticateAll(users.keySet());
    return users.keySet().stream()
        .filter(token -> users.get(token).equals(proved.get(token)))
        .collect(Collectors.toSet());
  }

  /**
   * The session token: a bearer token if the request has one, even a wrong one, or the cookie if
   * the host's sessions have one. Other schemes in {@code Authorization} are ignored, because a
   * proxy may ask browsers for them.
   */
  public Optional<String> token(Context ctx) {
    return bearer(ctx).or(() -> cookie(ctx));
  }

  private Optional<String> cookie(Context ctx) {
    return authenticator.readsCookie()
        ? Cookies.value(ctx, COOKIE).filter(token -> !token.isEmpty())
        : Optional.empty();
  }

  private static Optional<String> bearer(Context ctx) {
    return Collections.list(ctx.req().getHeaders("Authorization")).stream()
        .map(BEARER::matcher)
        .filter(Matcher::matches)
        .map(header -> header.group(1).strip())
        .findFirst();
  }
}
