package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.application.driving.RenderedEvent;
import io.chatalot.webhooks.domain.MessageEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Some events of a channel in their order, as they go out to all who follow it (Server-Sent Events,
 * WHATWG HTML 9.2). Immutable.
 */
final class EventBytes {
  private final long[] positions;
  private final int[] ends;
  private final byte[] bytes;

  private EventBytes(long[] positions, int[] ends, byte[] bytes) {
    this.positions = positions;
    this.ends = ends;
    this.bytes = bytes;
  }

  static EventBytes of(List<RenderedEvent> events) {
    var positions = new long[events.size()];
    var ends = new int[events.size()];
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < ends.length; i++) {
      bytes.writeBytes(utf8(text(events.get(i))));
      positions[i] = events.get(i).event().position();
      ends[i] = bytes.size();
    }
    return new EventBytes(positions, ends, bytes.toByteArray());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  int count() {
    return positions.length;
  }

  int size() {
    return bytes.length;
  }

  /** The position of the last event; empty if there is none. */
  OptionalLong last() {
    return positions.length == 0
        ? OptionalLong.empty()
        : OptionalLong.of(positions[positions.length - 1]);
  }

  /** Those after a position; the same array for all who have none of them. Not to be changed. */
  byte[] after(long position) {
    int found = Arrays.binarySearch(positions, position);
    int had = found < 0 ? -found - 1 : found + 1;
    return had == 0 ? bytes : Arrays.copyOfRange(bytes, ends[had - 1], bytes.length);
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
}
