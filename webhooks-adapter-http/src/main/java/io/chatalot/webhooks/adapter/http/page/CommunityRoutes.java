package io.chatalot.webhooks.adapter.http.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.host.Communities;
import io.chatalot.webhooks.adapter.http.host.Communities.ChannelListing;
import io.chatalot.webhooks.adapter.http.host.Communities.Community;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import java.util.Locale;

/** A user's communities and channels. */
public final class CommunityRoutes {
  private final Communities communities;
  private final SessionGuard sessions;

  public CommunityRoutes(Communities communities, SessionGuard sessions) {
    this.communities = communities;
    this.sessions = sessions;
  }

  public void addTo(RouteTable routes) {
    routes
        .get("/api/communities", this::list)
        .get("/api/communities/{community_id}/channels", this::channels);
  }

  private void list(Context ctx) {
    var list = communities.communitiesOf(sessions.user(ctx));
    Json.answer(ctx, 200, Json.array(list, CommunityRoutes::json));
  }

  private void channels(Context ctx) {
    var user = sessions.user(ctx);
    var channels =
        communities
            .channelsOf(Parameters.community(ctx), user)
            .orElseThrow(() -> WebhookException.notFound("community"));
    Json.answer(ctx, 200, Json.array(channels, CommunityRoutes::json));
  }

  private static ObjectNode json(Community community) {
    return Json.object()
        .put("id", community.id().toString())
        .put("name", community.name())
        .put("role", wireName(community.role()));
  }

  private static String wireName(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode json(ChannelListing channel) {
    return Json.object()
        .put("id", channel.id().toString())
        .put("community_id", channel.communityId().map(CommunityId::toString).orElse(null))
        .put("name", channel.name())
        .put("topic", channel.topic().orElse(null))
        .put("archived", channel.archived())
        .put("role", wireName(channel.role()))
        .put("reads", channel.reads());
  }
}
