package io.chatalot.webhooks.adapter.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.host.CpuWork;
import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads JSON in other platforms' formats: bodies of up to megabytes, whose trees take many times
 * that. {@link CpuWork} parses them, since converting to Markdown takes tens of milliseconds at
 * worst. Large bodies are read into a {@link BodyMemory}, only for callers with a valid token, and
 * parsed one at a time. Safe for use by many threads.
 */
public final class ForeignBodies {
  /** The most bytes of a small body. These are buffered before a thread handles the request. */
  private static final int SMALL = RequestBounds.BODY_BYTES;

  /** The largest body of any format. */
  private static final int LARGEST = 5 * 1024 * 1024;

  /** Below the 10 s that GitHub waits for an answer, with time left to give it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The time from the first byte read of a body to its last. */
  private static final Duration READING = Duration.ofSeconds(10);

  /** A sixth of the threads of a JVM without virtual threads, since each body holds one. */
  private static final int PLACES = 64;

  private final Consumer<Context> admission;
  private final BodyMemory room;
  private final Duration reading;
  private final LongSupplier nanoTime;
  private final Semaphore parsingLarge = new Semaphore(1, true);
  private final CpuWork.Lane large = CpuWork.shared().lane(PLACES);
  private final CpuWork.Lane anybodys;
  private final CpuWork.Lane live;

  /**
   * Creates readers with bounds that fit the JVM's maximum heap.
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
   * @param bytes the memory of all large bodies together
   * @param places the most large bodies that are read at a time; as many small bodies may wait for
   *     parsing, and as many again with a valid token
   * @param patience how long a body waits for memory
   * @param reading how long a body may take to arrive
   * @param nanoTime a clock such as {@link System#nanoTime}, for {@code reading}
   */
  public ForeignBodies(
      Consumer<Context> admission,
      long bytes,
      int places,
      Duration patience,
      Duration reading,
      LongSupplier nanoTime) {
    this.admission = admission;
    this.room = new BodyMemory(bytes, LARGEST, places, patience, reading);
    this.reading = reading;
    this.nanoTime = nanoTime;
    this.anybodys = CpuWork.shared().lane(places);
    this.live = CpuWork.shared().lane(places);
  }

  /**
   * Reads a body of any content type, as {@link ForeignBody} does, and converts its JSON.
   *
   * @param use converts the JSON, and must not keep it
   * @param form the fields that count if the body is a form
   * @throws HttpRefusal if the body is encoded or too large, arrives too slowly or finds no place
   * @throws MalformedJson if the body is neither JSON nor such a form
   */
  public <T> T read(Context ctx, int maxBytes, Function<JsonNode, T> use, FormFields form) {
    String type = RequestBody.type(ctx);
    return read(ctx, maxBytes, body -> use.apply(ForeignBody.read(type, body, form)));
  }

  /**
   * Reads a payload of no known platform, as {@link AnyBody} does, and converts it.
   *
   * @param use converts the payload, and must not keep it
   * @throws HttpRefusal as {@link #read}
   * @throws MalformedJson if the body is declared as JSON and is none
   */
  public <T> T readAny(Context ctx, int maxBytes, Function<JsonNode, T> use) {
    String type = RequestBody.type(ctx);
    return read(ctx, maxBytes, body -> use.apply(AnyBody.read(type, body)));
  }

  /**
   * Does further work on a payload in the same turns as parsing.
   *
   * @throws HttpRefusal if too many callers wait
   */
  public <T> T again(Context ctx, Supplier<T> work) {
    return parsed(ctx, work);
  }

  private <T> T read(Context ctx, int maxBytes, Function<ByteChunks, T> parser) {
    RequestBody.requirePlain(ctx);
    long length = ctx.req().getContentLengthLong();
    if (length > maxBytes) {
      throw RequestBody.tooLarge(ctx, maxBytes);
    }
    if (length >= 0 && length <= SMALL) {
      ByteChunks body = ByteChunks.of(RequestBody.bytes(ctx, maxBytes));
      return parsed(ctx, () -> parser.apply(body));
    }
    try (var body = new LargeBody(ctx, reading, nanoTime)) {
      Supplier<T> made = () -> parser.apply(body.bytes());
      if (length < 0 && !body.isLongerThan(SMALL)) {
        return parsed(ctx, made);
      }
      admit(ctx);
      try (BodyPlace place = place(ctx, body)) {
        body.readTo(place, maxBytes);
        return parsedAlone(made);
      }
    }
  }

  /** Refuses a caller without permission before its body is read. */
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

  /**
   * Parses a small body. When the queue for all callers is full, callers with a valid token have a
   * second one.
   */
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

  /** The number of small bodies that wait for parsing, for tests. */
  int waiting() {
    return anybodys.waiting() + live.waiting();
  }

  /** The number of large bodies with a place, for tests. */
  public int reading() {
    return room.taken();
  }

  /** The number of large bodies that wait for parsing, for tests. */
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
