package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The JSON of other platforms' senders, whose bodies may have megabytes, and whose trees take many
 * times that. Together those being read take no more than a share of the heap, one large one at a
 * time is parsed, and of small ones as many as there are processors for: whoever sends many at once
 * waits, or is told to come again, and the others don't notice. Safe for use by many threads.
 */
final class ForeignBodies {
  /** What a body may have without being counted; so much of it is there before a thread is. */
  private static final int SMALL = RequestBody.MAX_BYTES;

  private static final int KIBIBYTE = 1024;

  /** Under the 10 s that GitHub waits for an answer, with time left for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long a body may take from its first read byte to its last. */
  private static final Duration READING = Duration.ofSeconds(10);

  /** More threads than these never wait for room. */
  private static final int WAITING = 64;

  private final Semaphore kibibytes;
  private final Semaphore waiting = new Semaphore(WAITING);
  private final Semaphore parsingLarge = new Semaphore(1, true);
  private final Semaphore parsingSmall =
      new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);
  private final Duration patience;
  private final Duration reading;

  /** For a heap of the size that the JVM may grow to. */
  ForeignBodies() {
    this(Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 10), PATIENCE, READING);
  }

  /**
   * @param bytes what all bodies together may have at a time
   * @param patience how long one waits for room
   * @param reading how long one may take to come
   */
  ForeignBodies(long bytes, Duration patience, Duration reading) {
    kibibytes = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / KIBIBYTE), true);
    this.patience = patience;
    this.reading = reading;
  }

  /**
   * Reads a body, as {@link ForeignBody} does, and makes something of its JSON.
   *
   * @param use makes what is wanted of the JSON, which must not be kept
   * @param field the form's field that holds the JSON
   * @param members fields that a form without that one may have instead: the JSON's own members
   * @throws HttpRefusal also if there is no room for it now, or it does not come in time
   * @throws MalformedJson if it is not JSON, or a form without it
   */
  <T> T read(
      Context ctx, int maxBytes, Function<JsonNode, T> use, String field, String... members) {
    ForeignBody.requireType(ctx, field);
    long length = ctx.req().getContentLengthLong();
    if (length > maxBytes) {
      throw RequestBody.tooLarge(ctx, maxBytes);
    }
    if (length >= 0 && length <= SMALL) {
      byte[] body = RequestBody.bytes(ctx, maxBytes);
      return parsed(parsingSmall, () -> use.apply(ForeignBody.json(ctx, body, field, members)));
    }
    // Of unknown length, it is gathered in pieces and then copied into one.
    int room = (int) (((length < 0 ? 2L * maxBytes : length) + KIBIBYTE - 1) / KIBIBYTE);
    acquire(ctx, room);
    try {
      byte[] body = TimedBody.read(ctx, maxBytes, reading);
      return body.length <= SMALL
          ? parsed(parsingSmall, () -> use.apply(ForeignBody.json(ctx, body, field, members)))
          : parsed(parsingLarge, () -> use.apply(ForeignBody.outline(ctx, body, field, members)));
    } finally {
      kibibytes.release(room);
    }
  }

  private static <T> T parsed(Semaphore turns, Supplier<T> parsing) {
    turns.acquireUninterruptibly();
    try {
      return parsing.get();
    } finally {
      turns.release();
    }
  }

  private void acquire(Context ctx, int room) {
    if (kibibytes.tryAcquire(room)) {
      return;
    }
    if (!waiting.tryAcquire()) {
      throw noRoom(ctx);
    }
    try {
      if (!kibibytes.tryAcquire(room, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw noRoom(ctx);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noRoom(ctx);
    } finally {
      waiting.release();
    }
  }

  private static HttpRefusal noRoom(Context ctx) {
    TimedBody.discard(ctx);
    return new HttpRefusal(Problem.unavailable("Too many large bodies at once; try again."));
  }
}
