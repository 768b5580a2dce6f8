package io.chatalot.webhooks.adapter.http.body;

import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.json.Pieces;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/**
 * Fields encoded as {@code multipart/form-data} (RFC 7578), in UTF-8. Of the body nothing is
 * copied, and of its parts only the wanted ones are kept, as places in the body.
 */
final class Multipart {
  static final String TYPE = "multipart/form-data";

  private static final int MAX_PARTS = 100;

  /** Of one part, together. */
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  private final Map<String, List<ByteBuffer>> fields;

  private Multipart(Map<String, List<ByteBuffer>> fields) {
    this.fields = fields;
  }

  /**
   * @param json the name of a field that some clients send as if it were a file
   * @param wanted the names of the fields that are kept, the first value of each
   * @throws WebhookException with {@code INVALID} if there is a file
   * @throws MalformedJson if it is not encoded as it should be
   */
  static Multipart read(String contentType, Pieces body, String json, Set<String> wanted) {
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
      // Told like a type without a boundary.
    }
    throw malformed();
  }

  private static MalformedJson malformed() {
    return new MalformedJson("is not encoded as a form with parts");
  }

  /** The value of a wanted field. It can be read once. */
  Optional<InputStream> value(String name) {
    return Optional.ofNullable(fields.get(name)).map(Pieces::stream);
  }

  /** Keeps what is wanted. Jetty's parser swallows what a listener throws. */
  private static final class Parts extends MultiPart.AbstractPartsListener {
    private final String json;
    private final Set<String> wanted;
    private final Map<String, List<ByteBuffer>> kept = new HashMap<>();
    private List<ByteBuffer> content = new ArrayList<>();
    private boolean hasFile;
    private boolean complete;
    private boolean failed;

    Parts(String json, Set<String> wanted) {
      this.json = json;
      this.wanted = wanted;
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (chunk.hasRemaining() && wanted.contains(getName())) {
        content.add(chunk.getByteBuffer().slice());
      }
    }

    @Override
    public void onPart(String name, String fileName, HttpFields headers) {
      hasFile |= fileName != null && !json.equals(name);
      if (name != null && wanted.contains(name)) {
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
