package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.driving.Following;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All streams of events that are open on this node (Server-Sent Events, WHATWG HTML 9.2). */
final class EventStreams implements AutoCloseable {
  /** Each stream says something at least this often; the contract allows 15 s. */
  private static final long HEARTBEAT_SECONDS = 10;

  private final MessageReader reader;
  private final SessionGuard sessions;
  private final Readings readings = new Readings();
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService writers =
      Executors.newCachedThreadPool(task -> daemon(task, "event-stream-writer"));
  private final ScheduledExecutorService heartbeat =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "event-stream-heartbeat"));
  private volatile boolean closed;

  EventStreams(MessageReader reader, SessionGuard sessions) {
    this.reader = reader;
    this.sessions = sessions;
    heartbeat.scheduleAtFixedRate(
        () -> open.forEach(EventStream::beat),
        HEARTBEAT_SECONDS,
        HEARTBEAT_SECONDS,
        TimeUnit.SECONDS);
  }

  /** How many are open. */
  int count() {
    return open.size();
  }

  void open(Context ctx) throws IOException {
    UserId user = sessions.user(ctx);
    String session = sessions.token(ctx).orElseThrow();
    ChannelId channel = Parameters.channel(ctx);
    OptionalLong after = lastEventId(ctx);
    if (closed) {
      throw new HttpRefusal(Problem.unavailable("The server is stopping."));
    }
    var stream = new EventStream(ctx.res().getOutputStream(), writers, readings);
    Following following = reader.follow(user, channel, after, stream::wake);
    HttpServletResponse response = ctx.res();
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    // Without chunks, whose last line break would wait for the next one: some clients wait for it.
    response.setHeader("Connection", "close");
    // Asks proxies not to hold events back.
    response.setHeader("X-Accel-Buffering", "no");
    if (ctx.method() == HandlerType.HEAD) {
      following.close();
      return;
    }
    ctx.future(() -> stream.ended().whenComplete((end, failure) -> open.remove(stream)));
    open.add(stream);
    stream.start(following, after.isEmpty(), () -> sessions.isStill(user, session));
    if (closed) {
      stream.close();
    }
  }

  private static OptionalLong lastEventId(Context ctx) {
    String id = ctx.header("Last-Event-ID");
    if (id == null || id.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!id.matches("[0-9]{1,18}")) {
      throw WebhookException.invalid(
          "Last-Event-ID", "invalid_value", "must be the id of an event of this stream");
    }
    return OptionalLong.of(Long.parseLong(id));
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends every stream; their clients come back elsewhere and miss nothing. */
  @Override
  public void close() {
    closed = true;
    heartbeat.shutdownNow();
    open.forEach(EventStream::close);
    writers.shutdown();
  }
}
