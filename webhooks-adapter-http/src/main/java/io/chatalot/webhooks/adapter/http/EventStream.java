package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.application.driving.Following;
import io.chatalot.webhooks.application.driving.RenderedEvent;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows a channel. Any thread may wake it; one at a time writes, and none is held
 * while there is nothing to write.
 */
final class EventStream {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final int EVENTS_AT_ONCE = 100;

  private final OutputStream out;
  private final Executor writers;
  private final Readings readings;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /**
   * How many wake-ups are not dealt with yet; whoever raises it from 0 sees to a writer. The first
   * one is {@link #start}'s own, so that nobody writes before it has.
   */
  private final AtomicInteger wakeUps = new AtomicInteger(1);

  private volatile boolean beatDue;
  private volatile boolean closing;
  private volatile Following following;
  private volatile BooleanSupplier sessionAlive;

  EventStream(OutputStream out, Executor writers, Readings readings) {
    this.out = out;
    this.writers = writers;
    this.readings = readings;
  }

  /** Completes when nothing more will be written. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /**
   * Begins to write.
   *
   * @param tellPosition whether to begin with an id, from which a client that never saw an event
   *     can resume
   * @param alive whether the client's session is still good; asked before anything is told
   */
  void start(Following place, boolean tellPosition, BooleanSupplier alive) {
    following = place;
    sessionAlive = alive;
    try {
      out.write(utf8(tellPosition ? ": open\nid: " + place.position() + "\n\n" : ": open\n\n"));
      out.flush();
    } catch (IOException gone) {
      closing = true;
    }
    schedule();
  }

  void wake() {
    if (wakeUps.getAndIncrement() == 0) {
      schedule();
    }
  }

  /** Says something, so that neither side takes the other for dead. */
  void beat() {
    beatDue = true;
    wake();
  }

  void close() {
    closing = true;
    wake();
  }

  private void schedule() {
    try {
      writers.execute(this::write);
    } catch (RejectedExecutionException stopping) {
      end();
    }
  }

  private void write() {
    int seen = wakeUps.get();
    try {
      writeNews();
      writeBeat();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("A client that followed is gone", gone);
      closing = true;
    } catch (WebhookException refused) {
      // The database is away: the next wake-up tries again, and the client keeps its place.
      closing |= refused.reason() != Reason.UNAVAILABLE;
    } catch (RuntimeException e) {
      LOG.error("A stream of events failed", e);
      closing = true;
    }
    if (closing) {
      end();
    } else if (wakeUps.addAndGet(-seen) != 0) {
      schedule();
    }
  }

  private void writeNews() throws IOException {
    List<RenderedEvent> events = next();
    while (!events.isEmpty() && mayGoOn()) {
      for (RenderedEvent event : events) {
        out.write(utf8(text(event)));
      }
      out.flush();
      events = next();
    }
  }

  private List<RenderedEvent> next() {
    return readings.limited(() -> following.next(EVENTS_AT_ONCE));
  }

  private void writeBeat() throws IOException {
    if (!beatDue || closing) {
      return;
    }
    beatDue = false;
    if (mayGoOn()) {
      out.write(utf8(": beat\n\n"));
      out.flush();
    }
  }

  /** Asked before anything is told: a session that was ended, or a membership, is dead at once. */
  private boolean mayGoOn() {
    closing |= !readings.limited(() -> sessionAlive.getAsBoolean() && following.allowed());
    return !closing;
  }

  /** Leaves the wake-ups above 0, so that no writer comes after. */
  private void end() {
    following.close();
    ended.complete(null);
  }

  private static String text(RenderedEvent rendered) {
    MessageEvent event = rendered.event();
    if (event instanceof MessageEvent.Sent sent) {
      return text("message", event, MessageJson.of(sent.message(), rendered.contentHtml()));
    }
    if (event instanceof MessageEvent.Edited edited) {
      return text(
          "message_edited", event, MessageJson.of(edited.message(), rendered.contentHtml()));
    }
    return text("message_deleted", event, MessageJson.of((MessageEvent.Deleted) event));
  }

  /** JSON has no line breaks of its own, so that one line of data holds it. */
  private static String text(String name, MessageEvent event, ObjectNode data) {
    return "event: " + name + "\nid: " + event.position() + "\ndata: " + Json.text(data) + "\n\n";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
