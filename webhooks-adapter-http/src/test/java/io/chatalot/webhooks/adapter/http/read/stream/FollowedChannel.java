package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.adapter.http.TestHost;
import io.chatalot.webhooks.adapter.http.WatchedLog;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.adapter.http.work.LogOnlyBackground;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.WebhookManager;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driving.read.FollowChannel.Place;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookDraft;
import io.chatalot.webhooks.domain.WebhookException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A channel in memory with a webhook, and followers without a server. */
final class FollowedChannel implements AutoCloseable {
  static final OptionalLong NOW = OptionalLong.empty();
  static final OptionalLong FROM_THE_START = OptionalLong.of(0);

  private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");

  final TestHost host = new TestHost();
  private final InstantSource clock = InstantSource.system();
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks(clock);
  final WatchedLog messages = new WatchedLog(new InMemoryMessages(webhooks, clock));
  final MessageReader reader = new MessageReader(messages, host.directory);

  /** The queries for followers' sessions. */
  final AtomicInteger questions = new AtomicInteger();

  final Set<String> askedFor = ConcurrentHashMap.newKeySet();
  volatile boolean sessionsAway;

  /** Runs during a query for sessions, before its result. */
  volatile Runnable whenAsked = () -> {};

  final Tails tails =
      new Tails(
          reader, new SessionGuard(new Sessions(), null), LogOnlyBackground.create(), 100_000);
  private final Webhook webhook =
      new WebhookManager(
              webhooks, webhooks, host.directory, 1, UUID::randomUUID, new SecureRandom())
          .channel(host.id("owner"), host.channel)
          .create(WebhookDraft.named("CI"))
          .webhook()
          .webhook();

  Client client(String user, OptionalLong after) {
    return new Client(user, after);
  }

  Client client(UserId user, String session, Place place) {
    return new Client(user, session, place);
  }

  @Override
  public void close() {
    tails.close();
  }

  void post(String name, int count) {
    for (int i = 0; i < count; i++) {
      post(name + " " + i);
    }
  }

  MessageId post(String content) {
    var message =
        webhook.post(
            new MessageId(UUID.randomUUID()),
            new MessageContent(content),
            Optional.empty(),
            Optional.empty());
    messages.append(new NewMessage(message, webhook.version(), Optional.empty()));
    return message.id();
  }

  void edit(MessageId message, String content) {
    messages.edit(webhook.channelId(), webhook.id(), message, new MessageContent(content));
  }

  private final class Sessions implements Authenticator {
    @Override
    public Optional<UserId> authenticate(String sessionToken) {
      return host.authenticate(sessionToken);
    }

    @Override
    public Map<String, UserId> authenticateAll(Set<String> sessionTokens) {
      questions.incrementAndGet();
      askedFor.addAll(sessionTokens);
      if (sessionsAway) {
        throw new WebhookException(Reason.UNAVAILABLE, "away");
      }
      Map<String, UserId> proved = Authenticator.super.authenticateAll(sessionTokens);
      whenAsked.run();
      return proved;
    }
  }

  final class Client {
    final ClientOutput output = new ClientOutput();
    final String session;
    final StreamClient follower;

    Client(String user, OptionalLong after) {
      this(host.id(user), host.session(user), reader.place(host.id(user), host.channel, after));
    }

    Client(UserId user, String session, Place place) {
      this.session = session;
      follower =
          new StreamClient(
              host.channel,
              user,
              session,
              place,
              true,
              output,
              Runnable::run,
              tails::settle,
              tails::end);
      tails.add(follower, place);
      follower.greet();
    }

    void awaitGreeting() throws InterruptedException {
      output.await(text -> text.startsWith(": open\n"));
    }

    List<String> contents() {
      return found(CONTENT);
    }

    List<Long> positions() {
      return found(Pattern.compile("event: message\nid: ([0-9]+)\n")).stream()
          .map(Long::valueOf)
          .toList();
    }

    private List<String> found(Pattern pattern) {
      return pattern.matcher(output.text()).results().map(result -> result.group(1)).toList();
    }

    /** Waits for so many events, and returns them. */
    List<String> awaitContents(int count) throws InterruptedException {
      output.await(text -> CONTENT.matcher(text).results().count() >= count);
      return contents();
    }

    void awaitEnd() throws Exception {
      follower.writer.ended().get(30, TimeUnit.SECONDS);
    }
  }
}
