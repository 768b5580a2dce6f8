package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.host.Accounts;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.Communities;
import io.chatalot.webhooks.adapter.http.host.InstanceWebhooks;
import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.fake.InMemoryDirectory;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A host platform in memory: one community, one channel, a member of each role, and a stranger. */
public final class TestHost implements Accounts, Communities {
  public static final String PASSWORD = "correct horse";

  public final InMemoryDirectory directory = new InMemoryDirectory();
  public final CommunityId community = new CommunityId(UUID.randomUUID());
  public final ChannelId channel = directory.addChannel(community);
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, User> sessions = new ConcurrentHashMap<>();

  public TestHost() {
    for (Role role : Role.values()) {
      add(directory.addMember(community, role), role.name().toLowerCase(Locale.ROOT));
    }
    add(new UserId(UUID.randomUUID()), "stranger");
  }

  private void add(UserId id, String name) {
    users.put(name, new User(id, name, "The " + name));
  }

  public UserId id(String username) {
    return users.get(username).id();
  }

  /** The clock of sessions. */
  public volatile Duration clockAhead = Duration.ZERO;

  /** Begins a session of the user and returns its token. */
  public String session(String username) {
    return login(username, PASSWORD).orElseThrow().accessToken();
  }

  @Override
  public Optional<Session> login(String username, String password, Optional<String> replaced) {
    if (!users.containsKey(username) || !password.equals(PASSWORD)) {
      return Optional.empty();
    }
    replaced.ifPresent(sessions::remove);
    String token = "session-" + UUID.randomUUID();
    sessions.put(token, users.get(username));
    return Optional.of(
        new Session(
            token, Instant.now().plus(clockAhead).plus(Duration.ofDays(30)), users.get(username)));
  }

  @Override
  public void logout(String sessionToken) {
    sessions.remove(sessionToken);
  }

  @Override
  public Duration sessionLife() {
    return Duration.ofDays(30);
  }

  @Override
  public Optional<UserId> authenticate(String sessionToken) {
    return Optional.ofNullable(sessions.get(sessionToken)).map(User::id);
  }

  /** The same sessions without a cookie. */
  Authenticator byBearerAlone() {
    return new Authenticator() {
      @Override
      public Optional<UserId> authenticate(String sessionToken) {
        return TestHost.this.authenticate(sessionToken);
      }

      @Override
      public boolean readsCookie() {
        return false;
      }
    };
  }

  /** The user {@code owner} runs the instance, and no other user does. */
  InstanceWebhooks.Page page(UserId by, int page, int perPage, WebhookStore store) {
    if (!by.equals(id("owner"))) {
      throw new WebhookException(Reason.FORBIDDEN, "You do not run the instance.");
    }
    List<Webhook> all = store.list(channel).stream().map(ListedWebhook::webhook).toList();
    return new InstanceWebhooks.Page(
        all.stream().skip((page - 1L) * perPage).limit(perPage).toList(), all.size());
  }

  @Override
  public Optional<User> user(UserId id) {
    return users.values().stream().filter(user -> user.id().equals(id)).findFirst();
  }

  @Override
  public List<Community> communitiesOf(UserId user) {
    return directory
        .role(user, community)
        .map(role -> List.of(new Community(community, "Chatalot", role)))
        .orElseGet(List::of);
  }

  /**
   * Whether the channel is listed as one outside of every community, to an Admin of the channel.
   */
  boolean listsAlone;

  @Override
  public Optional<List<ChannelListing>> channelsOf(CommunityId id, UserId user) {
    if (listsAlone && id.equals(new CommunityId(new UUID(0, 0)))) {
      return Optional.of(
          List.of(
              new ChannelListing(
                  channel, Optional.empty(), "alone", Optional.empty(), false, Role.ADMIN, false)));
    }
    return directory
        .role(user, id)
        .map(
            role -> {
              var channels = new ArrayList<ChannelListing>();
              channels.add(
                  new ChannelListing(
                      channel,
                      Optional.of(community),
                      "general",
                      Optional.empty(),
                      false,
                      role,
                      true));
              return channels;
            });
  }
}
