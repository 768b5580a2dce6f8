package io.chatalot.webhooks.adapter.http.tool;

import io.chatalot.webhooks.application.WebhookCaller;
import io.chatalot.webhooks.application.WebhookManager;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Execution;
import io.chatalot.webhooks.application.fake.InMemoryDirectory;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookDraft;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Renders a message as its readers see it. */
public final class Shown {
  private final InMemoryDirectory directory = new InMemoryDirectory();
  private final CommunityId community = new CommunityId(UUID.randomUUID());
  private final ChannelId channel = directory.addChannel(community);
  private final UserId owner = directory.addMember(community, Role.OWNER);
  private final InstantSource clock = InstantSource.system();
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks(clock);
  private final String token;

  public Shown() {
    var manager =
        new WebhookManager(webhooks, webhooks, directory, 50, UUID::randomUUID, new SecureRandom());
    token = manager.channel(owner, channel).create(WebhookDraft.named("CI")).token().reveal();
  }

  /** The HTML of the renderer of all messages. */
  public String html(String markdown) {
    var caller =
        new WebhookCaller(
            webhooks,
            directory,
            new InMemoryMessages(webhooks, clock),
            RateLimiter.UNLIMITED,
            RateLimiter.UNLIMITED,
            UUID::randomUUID,
            clock);
    return caller
        .execute(new Execution(token, Command.say(markdown), Optional.empty(), "203.0.113.7"))
        .message()
        .contentHtml();
  }

  /** The visible text, each line stripped, without empty lines. */
  public String text(String markdown) {
    return html(markdown)
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("[ \\t]*\\n\\s*", "\n")
        .strip();
  }
}
