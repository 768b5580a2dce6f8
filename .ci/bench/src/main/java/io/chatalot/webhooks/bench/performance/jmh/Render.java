package io.chatalot.webhooks.bench.performance.jmh;

import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.Directory.Membership;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The HTML of one message, read by its channel's reader from a log with this message alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Render {
  private final UserId member = new UserId(UUID.randomUUID());
  private final ChannelId channel = Examples.MESSAGE.channelId();
  private final MessageReader reader = new MessageReader(log(), new OneChannel());

  @Benchmark
  public String render() {
    return reader.read(member, channel, MessageRange.newest(1)).get(0).contentHtml();
  }

  /** A log whose only method in use reads a page. */
  private static MessageLog log() {
    List<?> page = List.of(Examples.MESSAGE);
    return (MessageLog)
        Proxy.newProxyInstance(
            Render.class.getClassLoader(),
            new Class<?>[] {MessageLog.class},
            (log, method, arguments) -> page);
  }

  private static final class OneChannel implements Directory {
    private final Channel channel = new Channel(Examples.MESSAGE.channelId(), false);
    private final Optional<Membership> membership =
        Optional.of(new Membership(channel, Role.MEMBER, true));

    @Override
    public Optional<Channel> channel(ChannelId id) {
      return Optional.of(channel);
    }

    @Override
    public Optional<Membership> membership(UserId user, ChannelId id) {
      return membership;
    }
  }
}
