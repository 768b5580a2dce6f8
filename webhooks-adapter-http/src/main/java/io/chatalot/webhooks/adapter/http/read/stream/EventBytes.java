package io.chatalot.webhooks.adapter.http.read.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.MessageJson;
import io.chatalot.webhooks.application.driving.read.RenderedEvent;
import io.chatalot.webhooks.domain.MessageEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Consecutive events of a channel, rendered once for all its streams (Server-Sent Events, WHATWG
 * HTML 9.2). Immutable.
 */
final class EventBytes {
  private final long start;
  private final long[] positions;
  private final int[] ends;
  private final byte[] bytes;
  private final boolean changing;

  private EventBytes(long start, long[] positions, int[] ends, byte[] bytes, boolean changing) {
    this.start = start;
    this.positions = positions;
    this.ends = ends;
    this.bytes = bytes;
    this.changing = changing;
  }

  /**
   * Renders events until {@code most} bytes are reached, at least one if there is any.
   *
   * @param start the position before the first event
   * @param events the events after {@code start}, in order, without gaps
   * @param most the bytes after which no further event is rendered
   */
  static EventBytes of(long start, List<RenderedEvent> events, int most) {
    var positions = new long[events.size()];
    var ends = new int[events.size()];
    var bytes = new ByteArrayOutputStream();
    boolean changing = false;
    int count = 0;
    while (count < events.size() && bytes.size() < most) {
      MessageEvent event = events.get(count).event();
      bytes.writeBytes(utf8(text(events.get(count))));
      positions[count] = event.position();
      ends[count++] = bytes.size();
      changing |= !(event instanceof MessageEvent.Sent);
    }
    return new EventBytes(
        start,
        Arrays.copyOf(positions, count),
        Arrays.copyOf(ends, count),
        bytes.toByteArray(),
        changing);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Appends the events that follow. */
  EventBytes with(EventBytes next) {
    int count = positions.length;
    long[] allPositions = Arrays.copyOf(positions, count + next.positions.length);
    int[] allEnds = Arrays.copyOf(ends, allPositions.length);
    for (int i = 0; i < next.positions.length; i++) {
      allPositions[count + i] = next.positions[i];
      allEnds[count + i] = bytes.length + next.ends[i];
    }
    byte[] all = Arrays.copyOf(bytes, bytes.length + next.bytes.length);
    System.arraycopy(next.bytes, 0, all, bytes.length, next.bytes.length);
    return new EventBytes(start, allPositions, allEnds, all, changing || next.changing);
  }

  boolean isEmpty() {
    return positions.length == 0;
  }

  int count() {
    return positions.length;
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The position before the first event. */
  long start() {
    return start;
  }

  /** The position of the last event; the start if there are no events. */
  long last() {
    return positions.length == 0 ? start : positions[positions.length - 1];
  }

  /** Whether these events contain the next event after the position. */
  boolean cover(long position) {
    return start <= position && position < last();
  }

  /** Whether an event edits or deletes a message. */
  boolean isChanging() {
    return changing;
  }

  /** The index in {@link #bytes} of the first event after a position. */
  int indexAfter(long position) {
    int found = Arrays.binarySearch(positions, position);
    int had = found < 0 ? -found - 1 : found + 1;
    return had == 0 ? 0 : ends[had - 1];
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

  /** Formats an event; compact JSON has no line breaks, so one {@code data} line holds it. */
  private static String text(String name, MessageEvent event, ObjectNode data) {
    return "event: " + name + "\nid: " + event.position() + "\ndata: " + Json.text(data) + "\n\n";
  }
}
