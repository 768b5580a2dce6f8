package io.chatalot.webhooks.adapter.http.tool.mattermost;

import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.FormFields;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.tool.slack.SlackRoutes;
import io.javalin.http.Context;
import java.util.stream.Collectors;

/** Routes for senders of Mattermost's webhooks, whose addresses begin without {@code /api}. */
public final class MattermostRoutes {
  public static final String PREFIX = "/hooks/";
  static final String PATH = PREFIX + "{token}";

  /** The fields of a form without {@code payload}, as {@code curl -F text=…} sends them. */
  private static final FormFields FORM =
      SlackRoutes.FORM.withTexts("text", "username", "icon_url").withLists("attachments");

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
    SlackRoutes.send(ctx, calls, bodies, Mattermost::read, FORM);
    SlackRoutes.answerOk(ctx);
  }

  /** Writes a problem in Mattermost's form, with Mattermost's names for the common problems. */
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
          case NO_TEXT -> "text";
          case BAD_REQUEST -> "parse";
          case NOT_FOUND -> "invalid";
          case MALFORMED_JSON,
              UNAUTHORIZED,
              FORBIDDEN,
              UNKNOWN_MESSAGE,
              METHOD_NOT_ALLOWED,
              REQUEST_TIMEOUT,
              CONFLICT,
              PAYLOAD_TOO_LARGE,
              UNSUPPORTED_MEDIA_TYPE,
              VALIDATION_ERROR,
              RATE_LIMITED,
              HEADERS_TOO_LARGE,
              INTERNAL_ERROR,
              UNAVAILABLE ->
              problem.code().wireName();
        };
    return "web.incoming_webhook." + name + ".app_error";
  }

  private static String details(Problem problem) {
    return problem.details().stream()
        .map(wrong -> wrong.field() + " " + wrong.message())
        .collect(Collectors.joining("; "));
  }
}
