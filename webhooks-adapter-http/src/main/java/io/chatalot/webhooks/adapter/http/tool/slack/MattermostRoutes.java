package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.javalin.http.Context;
import java.util.stream.Collectors;

/** Webhooks for senders that know Mattermost's, where such addresses begin without {@code /api}. */
public final class MattermostRoutes {
  public static final String PREFIX = "/hooks/";
  static final String PATH = PREFIX + "{token}";

  private final Calls calls;
  private final ForeignBodies bodies;

  public MattermostRoutes(Calls calls, ForeignBodies bodies) {
    this.calls = calls;
    this.bodies = bodies;
  }

  public void addTo(RouteTable routes) {
    routes.tellingUnder(PREFIX, MattermostRoutes::tell);
    routes
        .telling(MattermostRoutes::tell)
        .taking(SlackRoutes.MAX_BYTES)
        .post(PATH, calls.limited(this::execute));
  }

  private void execute(Context ctx) {
    SlackRoutes.execute(ctx, calls, bodies, Mattermost::read);
  }

  /** An error as Mattermost writes it, by the names that it has for the common ones. */
  private static ProblemWriter.Told tell(Problem problem) {
    var error =
        Json.object()
            .put("id", id(problem))
            .put("message", problem.message())
            .put("detailed_error", details(problem))
            .put("request_id", "")
            .put("status_code", problem.status());
    return ProblemWriter.Told.json(problem.status(), error);
  }

  private static String id(Problem problem) {
    String name =
        switch (problem.code()) {
          case SlackRoutes.NO_TEXT -> "text";
          case "bad_request" -> "parse";
          case "not_found" -> "invalid";
          default -> problem.code();
        };
    return "web.incoming_webhook." + name + ".app_error";
  }

  private static String details(Problem problem) {
    return problem.details().stream()
        .map(wrong -> wrong.field() + " " + wrong.message())
        .collect(Collectors.joining("; "));
  }
}
