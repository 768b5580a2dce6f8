package io.chatalot.webhooks.adapter.http.tool;

import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.tool.alert.AlertmanagerRoutes;
import io.chatalot.webhooks.adapter.http.tool.discord.DiscordRoutes;
import io.chatalot.webhooks.adapter.http.tool.github.GitHubRoutes;
import io.chatalot.webhooks.adapter.http.tool.mattermost.MattermostRoutes;
import io.chatalot.webhooks.adapter.http.tool.mattermost.RocketChatRoutes;
import io.chatalot.webhooks.adapter.http.tool.slack.SlackRoutes;
import io.chatalot.webhooks.adapter.http.tool.template.Payloads;

/** Routes of webhooks at the addresses of other platforms. */
public final class ToolRoutes {
  private final Calls calls;
  private final ForeignBodies bodies;
  private final Payloads payloads;

  /**
   * @param payloads takes what is no payload of its address's own
   */
  public ToolRoutes(Calls calls, ForeignBodies bodies, Payloads payloads) {
    this.calls = calls;
    this.bodies = bodies;
    this.payloads = payloads;
  }

  /**
   * Adds all routes. Call it after the routes of executing and managing are added, since Discord's
   * addresses match some of their patterns.
   */
  public void addTo(RouteTable all) {
    RouteTable routes = all.within(calls);
    var slack = new SlackRoutes(calls, bodies);
    var github = new GitHubRoutes(calls, bodies);
    slack.addTo(routes);
    github.addTo(routes);
    new MattermostRoutes(calls, bodies).addTo(routes);
    new RocketChatRoutes(calls, bodies).addTo(routes);
    new AlertmanagerRoutes(calls, bodies, payloads).addTo(routes);
    new DiscordRoutes(calls, bodies).addTo(routes);
    for (String address : DiscordRoutes.ADDRESSES) {
      slack.addTo(routes, address + "/slack");
      routes
          .taking(GitHubRoutes.MAX_BYTES)
          .post(address + "/github", calls.limited(github.delivering(204)));
    }
  }
}
