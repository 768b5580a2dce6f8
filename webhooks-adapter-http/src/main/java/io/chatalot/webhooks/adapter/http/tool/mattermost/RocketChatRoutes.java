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

/** Routes for senders of Rocket.Chat's webhooks, whose addresses name the webhook, too. */
public final class RocketChatRoutes {
  static final String PATH = MattermostRoutes.PREFIX + "{webhook_id}/{token}";

  private static final FormFields FORM =
      SlackRoutes.FORM
          .withTexts("text", "msg", "username", "alias", "icon_url", "avatar")
          .withLists("attachments");

  private static final String SUCCESS = "success";

  private final Calls calls;
  private final ForeignBodies bodies;

  public RocketChatRoutes(Calls calls, ForeignBodies bodies) {
    this.calls = calls;
    this.bodies = bodies;
  }

  public void addTo(RouteTable routes) {
    routes
        .telling(RocketChatRoutes::tell)
        .taking(SlackRoutes.MAX_BYTES)
        .post(PATH, calls.limited(this::execute));
  }

  private void execute(Context ctx) {
    SlackRoutes.send(ctx, calls, bodies, RocketChat::read, FORM);
    Json.answer(ctx, 200, Json.object().put(SUCCESS, true));
  }

  private static ProblemWriter.Told tell(Problem problem) {
    return ProblemWriter.Told.json(
        problem.status(), Json.object().put(SUCCESS, false).put("error", problem.message()));
  }
}
