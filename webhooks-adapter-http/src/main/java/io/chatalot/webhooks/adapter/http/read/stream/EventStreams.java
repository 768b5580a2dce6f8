package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.jetty.JettyWire;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.route.RequestMethod;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.adapter.http.route.StreamedAnswer;
import io.chatalot.webhooks.adapter.http.work.DaemonThreads;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.driving.read.FollowChannel;
import io.chatalot.webhooks.application.driving.read.FollowChannel.Place;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Opens and counts the event streams of this node (Server-Sent Events, WHATWG HTML 9.2). */
public final class EventStreams implements AutoCloseable {
  /** The interval of heartbeats; the contract allows 15 s. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** The threads that query the stores for new streams, when thousands reconnect at once. */
  private static final int OPENING = 4;

  private static final int WRITING = 2;

  private static final String WRITER = "stream_writer";

  private final FollowChannel reader;
  private final SessionGuard sessions;
  private final Tails tails;
  private final StreamLimit limit;
  private final RecentOutage outage = new RecentOutage();
  private final Executor openers = DaemonThreads.create(OPENING, "event-stream-opening");

  /** Continue writing to clients that were slow, so that no Jetty thread has to. */
  private final Executor writingThreads = DaemonThreads.create(WRITING, "event-stream-writing");

  private final Executor writers;

  public EventStreams(
      FollowChannel reader, SessionGuard sessions, StreamLimit limit, Background background) {
    this.reader = reader;
    this.limit = limit;
    this.sessions = sessions;
    tails = new Tails(reader, sessions, background);
    background.begins(WRITER);
    writers = task -> writingThreads.execute(background.guarded(WRITER, task));
    tails.beatEvery(HEARTBEAT);
  }

  /** The number of open streams. */
  public int count() {
    return tails.count();
  }

  public void open(Context ctx) {
    if (tails.isClosed()) {
      throw new HttpRefusal(Problem.unavailable("The server is stopping."));
    }
    StreamedAnswer.answer(ctx, CompletableFuture.supplyAsync(() -> begin(ctx), openers));
  }

  /** Returns a future that completes at the stream's end. */
  private CompletableFuture<Void> begin(Context ctx) {
    UserId user = outage.ask(() -> sessions.user(ctx));
    String session = sessions.token(ctx).orElseThrow();
    ChannelId channel = Parameters.channel(ctx);
    OptionalLong after = lastEventId(ctx);
    Place place = outage.ask(() -> reader.place(user, channel, after));
    Runnable leave = limit.enter(user, session);
    try {
      prepare(ctx.res());
      if (RequestMethod.of(ctx) == HandlerType.HEAD) {
        leave.run();
        return CompletableFuture.completedFuture(null);
      }
      var follower =
          new StreamClient(
              channel,
              user,
              session,
              place,
              after.isEmpty(),
              JettyWire.to(ctx),
              writers,
              tails::settle,
              tails::end);
      CompletableFuture<Void> ended = follower.writer.ended();
      ended.thenRun(leave);
      tails.add(follower, place);
      follower.greet();
      return ended;
    } catch (Throwable broken) {
      leave.run();
      throw broken;
    }
  }

  private static void prepare(HttpServletResponse response) {
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    // No chunked encoding: Jetty sends a chunk's final line break with the next chunk, and some
    // clients wait for it.
    response.setHeader("Connection", "close");
    // Asks proxies not to hold events back.
    response.setHeader("X-Accel-Buffering", "no");
  }

  private static OptionalLong lastEventId(Context ctx) {
    String id = ctx.header("Last-Event-ID");
    if (id == null || id.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!id.matches("[0-9]{1,18}")) {
      throw WebhookException.invalid(
          "Last-Event-ID",
          ViolationCode.INVALID_VALUE,
          "must be the id of an event of this stream");
    }
    return OptionalLong.of(Long.parseLong(id));
  }

  public Tails tails() {
    return tails;
  }

  /** Ends every stream; the clients reconnect to another node and miss nothing. */
  @Override
  public void close() {
    tails.close();
  }
}
