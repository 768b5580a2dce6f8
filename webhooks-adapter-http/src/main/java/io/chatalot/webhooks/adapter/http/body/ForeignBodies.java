package io.chatalot.webhooks.adapter.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.host.CpuWork;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.JsonOutline;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.json.Pieces;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import io.javalin.http.Context;
import java.io.Reader;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The JSON of other platforms' senders, whose bodies may have megabytes, and whose trees take many
 * times that. They are parsed by {@link CpuWork}, since putting another platform's text into
 * Markdown takes tens of milliseconds at the worst. Large ones are read only for those who may send
 * them, in a {@link BodyRoom}, and are parsed one at a time. Safe for use by many threads.
 */
public final class ForeignBodies {
  /** What a body may have without being counted; so much of it is there before a thread is. */
  private static final int SMALL = RequestBounds.BODY_BYTES;

  /** The largest that any format has. */
  private static final int LARGEST = 5 * 1024 * 1024;

  /** Under the 10 s that GitHub waits for an answer, with time left for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long a body may take from its first read byte to its last. */
  private static final Duration READING = Duration.ofSeconds(10);

  /** A sixth of the threads of a JVM without virtual ones: each is held by one body. */
  private static final int PLACES = 64;

  private final Consumer<Context> admission;
  private final BodyRoom room;
  private final Duration reading;
  private final LongSupplier nanoTime;
  private final Semaphore parsingLarge = new Semaphore(1, true);
  private final CpuWork.Lane large = CpuWork.shared().lane(PLACES);
  private final CpuWork.Lane anybodys;
  private final CpuWork.Lane live;

  /**
   * For a heap of the size that the JVM may grow to.
   *
   * @param admission throws if the caller may not send a large body
   */
  public ForeignBodies(Consumer<Context> admission) {
    this(admission, System::nanoTime);
  }

  public ForeignBodies(Consumer<Context> admission, LongSupplier nanoTime) {
    this(
        admission,
        Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 10),
        PLACES,
        PATIENCE,
        READING,
        nanoTime);
  }

  /**
   * @param bytes what all bodies together may have at a time
   * @param places how many are read at a time; how many small ones wait to be parsed, and as many
   *     again of those who may send large ones
   * @param patience how long one waits for room
   * @param reading how long one may take to come
   * @param nanoTime as {@link System#nanoTime}; for how long one takes to come
   */
  public ForeignBodies(
      Consumer<Context> admission,
      long bytes,
      int places,
      Duration patience,
      Duration reading,
      LongSupplier nanoTime) {
    this.admission = admission;
    this.room = new BodyRoom(bytes, LARGEST, places, patience, reading);
    this.reading = reading;
    this.nanoTime = nanoTime;
    this.anybodys = CpuWork.shared().lane(places);
    this.live = CpuWork.shared().lane(places);
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
  public <T> T read(
      Context ctx, int maxBytes, Function<JsonNode, T> use, String field, String... members) {
    ForeignBody.requireType(ctx, field);
    String type = RequestBody.type(ctx);
    long length = ctx.req().getContentLengthLong();
    if (length > maxBytes) {
      throw RequestBody.tooLarge(ctx, maxBytes);
    }
    if (length >= 0 && length <= SMALL) {
      Pieces body = Pieces.of(RequestBody.bytes(ctx, maxBytes));
      return parsed(
          ctx, () -> use.apply(ForeignBody.read(type, body, Json::parse, field, members)));
    }
    try (var body = new LargeBody(ctx, reading, nanoTime)) {
      Function<Function<Reader, JsonNode>, T> made =
          parser -> use.apply(ForeignBody.read(type, body.bytes(), parser, field, members));
      if (length < 0 && !body.isLongerThan(SMALL)) {
        return parsed(ctx, () -> made.apply(Json::parse));
      }
      admit(ctx);
      try (BodyPlace place = place(ctx, body)) {
        body.readTo(place, maxBytes);
        return parsedAlone(() -> made.apply(JsonOutline::read));
      }
    }
  }

  /** Its sender may be told no while the body is still on its way. */
  private void admit(Context ctx) {
    try {
      admission.accept(ctx);
    } catch (RuntimeException refused) {
      TimedBody.discard(ctx);
      throw refused;
    }
  }

  private BodyPlace place(Context ctx, LargeBody body) {
    return room.enter(ClientAddress.limited(ctx), body::stop)
        .orElseThrow(() -> LargeBody.noRoom(ctx));
  }

  /** Where all places are taken, one who has a live token finds another. */
  private <T> T parsed(Context ctx, Supplier<T> parsing) {
    String client = ClientAddress.limited(ctx);
    String network = ClientAddress.network(ClientAddress.of(ctx));
    try {
      return anybodys.call(network, client, parsing::get);
    } catch (RejectedExecutionException full) {
      admission.accept(ctx);
    }
    try {
      return live.call(network, client, parsing::get);
    } catch (RejectedExecutionException full) {
      throw new HttpRefusal(Problem.unavailable("Too many calls at once; try again."));
    }
  }

  /** For tests: how many small ones wait to be parsed. */
  int waiting() {
    return anybodys.waiting() + live.waiting();
  }

  /** For tests: how many large ones are being read. */
  public int reading() {
    return room.taken();
  }

  /** For tests: how many large ones wait for their turn to be parsed. */
  public int waitingForTheirTurn() {
    return parsingLarge.getQueueLength();
  }

  private <T> T parsedAlone(Supplier<T> parsing) {
    parsingLarge.acquireUninterruptibly();
    try {
      return large.call(parsing::get);
    } finally {
      parsingLarge.release();
    }
  }
}
