package io.chatalot.webhooks.adapter.http.page;

import io.chatalot.webhooks.adapter.http.body.RequestBody;
import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.client.SameOrigin;
import io.chatalot.webhooks.adapter.http.host.Accounts;
import io.chatalot.webhooks.adapter.http.host.Accounts.Session;
import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.JsonFields;
import io.chatalot.webhooks.adapter.http.json.JsonTime;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.domain.Text;
import io.chatalot.webhooks.domain.Violations;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.SameSite;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Log-in and log-out on a standalone server, and its current user, whose cookie is renewed. */
public final class AccountRoutes {
  /** Takes passwords, from our own pages only. */
  public static final String LOGIN = "/api/auth/login";

  private final Accounts accounts;
  private final LoginLimit logins;
  private final SessionGuard sessions;
  private final UserRoutes users;
  private final SameOrigin sameOrigin;
  private final Supplier<URI> publicUrl;

  public AccountRoutes(
      Accounts accounts,
      LoginLimit logins,
      SessionGuard sessions,
      SameOrigin sameOrigin,
      Supplier<URI> publicUrl) {
    this.accounts = accounts;
    this.logins = logins;
    this.sessions = sessions;
    this.users = new UserRoutes(accounts, sessions);
    this.sameOrigin = sameOrigin;
    this.publicUrl = publicUrl;
  }

  public void addTo(RouteTable routes) {
    routes
        .postLater(LOGIN, this::login)
        .post("/api/auth/logout", this::logout)
        .get(UserRoutes.ME, this::me);
  }

  private CompletableFuture<Handler> login(Context ctx) {
    if (sameOrigin.isDenied(ctx)) {
      throw new HttpRefusal(Problem.forbidden("Pages of another origin may not log in."));
    }
    var fields = new JsonFields(RequestBody.json(ctx, "username", "password"));
    var violations = new Violations();
    Optional<String> username = violations.check("username", () -> credential(fields, "username"));
    Optional<String> password = violations.check("password", () -> credential(fields, "password"));
    violations.throwIfAny();
    return login(ctx, username.orElseThrow(), password.orElseThrow())
        .thenApply(session -> later -> answer(later, session));
  }

  private CompletableFuture<Optional<Session>> login(
      Context ctx, String username, String password) {
    String address = ClientAddress.of(ctx);
    var attempt =
        new LoginAttempt(
            address, ClientAddress.limited(address), ClientAddress.network(address), username);
    Optional<String> replaced = sessions.token(ctx);
    return logins.attempt(attempt, () -> accounts.login(username, password, replaced));
  }

  private void answer(Context ctx, Optional<Session> begun) {
    Session session = begun.orElseThrow(() -> new HttpRefusal(Problem.wrongCredentials()));
    setCookie(ctx, session.accessToken(), accounts.sessionLife());
    Json.answer(
        ctx,
        200,
        Json.object()
            .put("access_token", session.accessToken())
            .put("expires_at", JsonTime.of(session.expiresAt()))
            .set("user", UserRoutes.json(session.user())));
  }

  private static String credential(JsonFields fields, String field) {
    return Text.requireStorable(fields.requiredText(field), field);
  }

  private void logout(Context ctx) {
    sessions.user(ctx);
    sessions.token(ctx).ifPresent(accounts::logout);
    setCookie(ctx, "", Duration.ZERO);
    ctx.status(204);
  }

  private void me(Context ctx) {
    users.me(ctx);
    prolongCookie(ctx);
  }

  /** Renews the cookie: each use prolongs the session, and its cookie must last as long. */
  private void prolongCookie(Context ctx) {
    if (SessionGuard.isByCookie(ctx)) {
      sessions.token(ctx).ifPresent(token -> setCookie(ctx, token, accounts.sessionLife()));
    }
  }

  /**
   * @param life counted by the browser's clock, so the clocks of server and database need not agree
   *     with it
   */
  private void setCookie(Context ctx, String value, Duration life) {
    var cookie = new Cookie(SessionGuard.COOKIE, value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(ctx.req().isSecure() || "https".equalsIgnoreCase(publicUrl.get().getScheme()));
    cookie.setMaxAge((int) Math.min(Integer.MAX_VALUE, life.toSeconds()));
    ctx.cookie(cookie);
  }
}
