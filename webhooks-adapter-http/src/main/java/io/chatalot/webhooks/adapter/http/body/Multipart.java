package io.chatalot.webhooks.adapter.http.body;

import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/**
 * Reads {@code multipart/form-data} fields (RFC 7578), in UTF-8. Copies nothing: keeps the wanted
 * parts as slices of the body.
 */
final class Multipart {
  static final String TYPE = "multipart/form-data";

  private static final int MAX_PARTS = 100;

  /** The most bytes of one part's headers. */
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  private final Map<String, List<ByteBuffer>> fields;

  private Multipart(Map<String, List<ByteBuffer>> fields) {
    this.fields = fields;
  }

  /**
   * @param json a field that some clients send with a file name, although it holds JSON
   * @param wanted the fields to keep; the first value of each counts
   * @throws WebhookException with {@code INVALID} if a part is a file
   * @throws MalformedJson if the body is malformed
   */
  static Multipart read(String contentType, ByteChunks body, String json, Set<String> wanted) {
    return read(contentType, body, json, wanted::contains);
  }

  /**
   * As above, with a choice of the fields.
   *
   * @param wanted whether to keep the field of a name
   */
  static Multipart read(
      String contentType, ByteChunks body, String json, Predicate<String> wanted) {
    String boundary = boundary(contentType);
    var parts = new Parts(json, wanted);
    var parser = new MultiPart.Parser(boundary, parts);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_HEADER_BYTES);
    for (ByteBuffer piece : body.buffers()) {
      if (!parts.failed) {
        parser.parse(Content.Chunk.from(piece, false));
      }
    }
    if (!parts.failed) {
      parser.parse(Content.Chunk.EOF);
    }
    if (parts.failed || !parts.complete) {
      throw malformed();
    }
    if (parts.hasFile) {
      throw WebhookException.invalid(
          "files", ViolationCode.NOT_ALLOWED, "can't be sent with a webhook; send a link instead");
    }
    return new Multipart(parts.kept);
  }

  private static String boundary(String contentType) {
    try {
      String boundary = MultiPart.extractBoundary(contentType);
      if (boundary != null && !boundary.isEmpty()) {
        return boundary;
      }
    } catch (IllegalArgumentException unreadable) {
      // Refused like a type without a boundary.
    }
    throw malformed();
  }

  private static MalformedJson malformed() {
    return new MalformedJson("is not encoded as a form with parts");
  }

  /** The names of the wanted fields, in their order. */
  Set<String> names() {
    return fields.keySet();
  }

  /** The value of a wanted field. The stream can be read once. */
  Optional<InputStream> value(String name) {
    return Optional.ofNullable(fields.get(name)).map(ByteChunks::stream);
  }

  /**
   * Keeps the wanted parts. Never throws, because Jetty's parser swallows a listener's exceptions.
   */
  private static final class Parts extends MultiPart.AbstractPartsListener {
    private final String json;
    private final Predicate<String> wanted;
    private final Map<String, List<ByteBuffer>> kept = new LinkedHashMap<>();
    private List<ByteBuffer> content = new ArrayList<>();
    private boolean hasFile;
    private boolean complete;
    private boolean failed;

    Parts(String json, Predicate<String> wanted) {
      this.json = json;
      this.wanted = wanted;
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (chunk.hasRemaining() && getName() != null && wanted.test(getName())) {
        content.add(chunk.getByteBuffer().slice());
      }
    }

    @Override
    public void onPart(String name, String fileName, HttpFields headers) {
      hasFile |= fileName != null && !json.equals(name);
      if (name != null && wanted.test(name)) {
        kept.putIfAbsent(name, content);
      }
      content = new ArrayList<>();
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    @Override
    public void onFailure(Throwable failure) {
      failed = true;
    }
  }
}
