package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.domain.WebhookException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Attributes;

/** Fields encoded as {@code multipart/form-data} (RFC 7578), in UTF-8 and in memory. */
final class Multipart {
  static final String TYPE = "multipart/form-data";

  private static final int MAX_PARTS = 100;

  private Multipart() {}

  /**
   * The first value of each name.
   *
   * @param json the name of a field that some clients send as if it were a file
   * @throws WebhookException with {@code INVALID} if there is a file
   * @throws MalformedJson if it is not encoded as it should be
   */
  static Map<String, String> fields(String contentType, byte[] body, String json) {
    var config = new MultiPartConfig.Builder().maxParts(MAX_PARTS).maxMemoryPartSize(-1).build();
    var source = new ByteBufferContentSource(ByteBuffer.wrap(body));
    try (var parts =
        MultiPartFormData.getParts(source, new Attributes.Mapped(), contentType, config)) {
      var fields = new LinkedHashMap<String, String>();
      for (MultiPart.Part part : parts) {
        if (part.getFileName() != null && !json.equals(part.getName())) {
          throw WebhookException.invalid(
              "files", "not_allowed", "can't be sent with a webhook; send a link instead");
        }
        if (part.getName() != null) {
          fields.putIfAbsent(part.getName(), text(part));
        }
      }
      return fields;
    } catch (CompletionException | IOException e) {
      throw new MalformedJson("is not encoded as a form with parts");
    }
  }

  private static String text(MultiPart.Part part) throws IOException {
    ByteBuffer content = Content.Source.asByteBuffer(part.getContentSource());
    var bytes = new byte[content.remaining()];
    content.get(bytes);
    return RequestBody.utf8(bytes);
  }
}
