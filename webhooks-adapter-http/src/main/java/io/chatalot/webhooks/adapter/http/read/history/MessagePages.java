package io.chatalot.webhooks.adapter.http.read.history;

import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.route.AnswerMemory;
import io.chatalot.webhooks.adapter.http.route.Gzip;
import io.chatalot.webhooks.adapter.http.route.StreamedAnswer;
import io.chatalot.webhooks.adapter.http.work.DaemonThreads;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.UserId;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Answers with pages of messages, within a share of the heap. Lack of memory refuses a page before
 * it begins, never in its middle. A few threads query the store and render; a reader who waits or
 * does not read holds no thread. Safe for use by many threads.
 */
public final class MessagePages {
  /** The bytes of the longest message, as a database row and as text. */
  private static final int ROW = 40 * 1024;

  private static final String TASK = "message_pages";
  private static final int READING = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration STALL = Duration.ofSeconds(2);
  private static final Duration TURN = Duration.ofSeconds(10);
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final long LOOK_EACH_MILLIS = 500;

  private final Background background;
  private final AnswerMemory room;
  private final Duration deadline;
  private final Executor readers = DaemonThreads.create(READING, "message-page");
  private final Executor renderers =
      DaemonThreads.create(
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1), "message-rendering");
  private final Set<PageAnswer> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watched = new AtomicBoolean();

  /** Takes an eighth of the maximum heap. */
  public MessagePages(Background background) {
    this(
        background,
        new AnswerMemory(
            Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 8), PATIENCE, STALL, TURN),
        DEADLINE);
  }

  /**
   * @param deadline how long a page may take from its first byte to its last
   */
  public MessagePages(Background background, AnswerMemory room, Duration deadline) {
    this.background = background;
    background.begins(TASK);
    this.room = room;
    this.deadline = deadline;
  }

  /**
   * Answers with a page, later.
   *
   * @param most the most messages that the page has
   * @param query reads the messages once memory is free; refuses a user who may no longer read
   */
  public void answer(Context ctx, UserId user, int most, Supplier<List<RenderedMessage>> query) {
    boolean compressed = Gzip.isWanted(ctx);
    ctx.status(200).contentType(Json.TYPE);
    StreamedAnswer.answer(
        ctx,
        room.enter(user, PageAnswer.PIECE_ROOM + (long) most * ROW)
            .thenApplyAsync(place -> read(ctx, place, query, compressed), readers)
            .thenCompose(PageAnswer::begin));
    watch();
  }

  private PageAnswer read(
      Context ctx,
      AnswerMemory.Place place,
      Supplier<List<RenderedMessage>> query,
      boolean compressed) {
    try {
      var page = new PageBytes(query.get(), compressed);
      if (compressed) {
        Gzip.tell(ctx);
      }
      place.shrink(page.held() + PageAnswer.PIECE_ROOM);
      var answer = new PageAnswer(ctx, page, place, renderers);
      underWay.add(answer);
      answer.ended().thenRun(() -> underWay.remove(answer));
      return answer;
    } catch (Throwable refused) {
      place.leave();
      throw refused;
    }
  }

  /** Checks pages in progress every {@value #LOOK_EACH_MILLIS} ms while there are any. */
  private void watch() {
    if (room.isUsed() && watched.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(LOOK_EACH_MILLIS, TimeUnit.MILLISECONDS)
          .execute(background.guarded(TASK, this::look));
    }
  }

  private void look() {
    watched.set(false);
    try {
      room.makeRoom();
      underWay.stream().filter(answer -> answer.isOlderThan(deadline)).forEach(PageAnswer::cutSlow);
    } finally {
      watch();
    }
  }
}
