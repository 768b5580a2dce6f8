package io.chatalot.webhooks.adapter.http.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.host.InstanceWebhooks;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Violations;
import io.javalin.http.Context;
import java.util.Optional;

/** The webhooks of all channels, for the administrators of a host. */
public final class InstanceRoutes {
  private static final int MAX_PER_PAGE = 100;
  private static final int DEFAULT_PER_PAGE = 20;

  private final InstanceWebhooks webhooks;
  private final SessionGuard sessions;

  public InstanceRoutes(InstanceWebhooks webhooks, SessionGuard sessions) {
    this.webhooks = webhooks;
    this.sessions = sessions;
  }

  public void addTo(RouteTable routes) {
    routes.get("/api/admin/webhooks", this::list);
  }

  private void list(Context ctx) {
    UserId user = sessions.user(ctx);
    var violations = new Violations();
    Optional<Integer> page =
        violations.check("page", () -> Parameters.number(ctx, "page", Integer.MAX_VALUE, 1));
    Optional<Integer> perPage =
        violations.check(
            "per_page", () -> Parameters.number(ctx, "per_page", MAX_PER_PAGE, DEFAULT_PER_PAGE));
    violations.throwIfAny();
    InstanceWebhooks.Page found = webhooks.page(user, page.orElseThrow(), perPage.orElseThrow());
    Json.answer(
        ctx,
        200,
        Json.object()
            .<ObjectNode>set("webhooks", Json.array(found.webhooks(), WebhookJson::inBrief))
            .put("total", found.total()));
  }
}
