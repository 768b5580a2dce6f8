package io.chatalot.webhooks.adapter.http.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.adapter.http.host.Users;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.javalin.http.Context;

/** The current user beside a host, whose sessions have no cookie of ours. */
public final class UserRoutes {
  static final String ME = "/api/me";

  private final Users users;
  private final SessionGuard sessions;

  public UserRoutes(Users users, SessionGuard sessions) {
    this.users = users;
    this.sessions = sessions;
  }

  public void addTo(RouteTable routes) {
    routes.get(ME, this::me);
  }

  void me(Context ctx) {
    User user =
        users.user(sessions.user(ctx)).orElseThrow(() -> new HttpRefusal(Problem.unauthorized()));
    Json.answer(ctx, 200, json(user));
  }

  static ObjectNode json(User user) {
    return Json.object()
        .put("id", user.id().toString())
        .put("username", user.username())
        .put("display_name", user.displayName());
  }
}
