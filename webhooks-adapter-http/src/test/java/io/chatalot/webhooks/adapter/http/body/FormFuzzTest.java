package io.chatalot.webhooks.adapter.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.Allocated;
import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.domain.WebhookException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Attributes;

/**
 * Forms, queries and multipart forms: each is read as a reference reader does, or refused, in
 * memory proportional to its size. The input's first byte chooses the kind.
 */
class FormFuzzTest {
  private static final String PARTS = "multipart/form-data; boundary=x";

  private static final FormFields FIELDS =
      FormFields.in("payload").withTexts("content").withLists("attachments");

  private static final Optional<String> REFUSED = Optional.of("refused");

  /** The bytes that class loading, fixed buffers and a refusal take. */
  private static final int FIXED_BYTES = 512 * 1024;

  /** How many times its text a JSON tree of a few kilobytes takes at most. */
  private static final int FACTOR = 200;

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void formsAreReadInProportionOrRefused(byte[] input) {
    int kind = input.length == 0 ? 0 : input[0] & 3;
    byte[] bytes = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    limit.check(
        () -> {
          var found = new AtomicReference<Optional<String>>();
          Runnable reading = () -> found.set(read(kind, bytes));
          long most = FIXED_BYTES + (long) FACTOR * bytes.length;
          // The first run loads classes, which the fuzzer instruments on this thread.
          if (Allocated.once(reading) > most) {
            assertThat(Allocated.by(reading)).isLessThan(most);
          }
          compare(kind, bytes, found.get());
        });
  }

  private static Optional<String> read(int kind, byte[] bytes) {
    return switch (kind) {
      case 0 -> field(bytes);
      case 1 -> part(bytes);
      case 2 -> json(Form.TYPE, bytes);
      default -> json(PARTS, bytes);
    };
  }

  private static void compare(int kind, byte[] bytes, Optional<String> found) {
    if (kind == 0) {
      compareField(bytes, found);
    } else if (kind == 1) {
      assertThat(found).isEqualTo(expectedPart(bytes));
    }
  }

  /** Compares with splitting the whole form and decoding each part. */
  private static void compareField(byte[] bytes, Optional<String> found) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    byte[] valid = text.getBytes(StandardCharsets.UTF_8);
    boolean signed = text.contains("%+") || text.contains("%-");
    if (!signed && Arrays.equals(valid, bytes)) {
      assertThat(found).isEqualTo(expectedField(text.replaceFirst("^[\uFEFF \t\r\n]+", "")));
    }
  }

  private static Optional<String> field(byte[] bytes) {
    try {
      return Form.field(ByteChunks.of(bytes), "payload");
    } catch (Form.Malformed malformed) {
      return REFUSED;
    }
  }

  private static Optional<String> expectedField(String form) {
    try {
      for (String pair : form.split("&")) {
        String[] parts = pair.split("=", 2);
        if (URLDecoder.decode(parts[0], StandardCharsets.UTF_8).equals("payload")) {
          return Optional.of(
              parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
      }
      return Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return REFUSED;
    }
  }

  private static Optional<String> part(byte[] bytes) {
    try {
      return Multipart.read(PARTS, ByteChunks.of(bytes), "payload", Set.of("payload"))
          .value("payload")
          .map(FormFuzzTest::text);
    } catch (MalformedJson | WebhookException refused) {
      return REFUSED;
    }
  }

  private static String text(InputStream value) {
    try {
      return new String(value.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Compares with Jetty's form reader, which keeps all parts. */
  private static Optional<String> expectedPart(byte[] bytes) {
    var config = new MultiPartConfig.Builder().maxParts(100).maxMemoryPartSize(-1).build();
    var source = new ByteBufferContentSource(ByteBuffer.wrap(bytes));
    try (var parts = MultiPartFormData.getParts(source, new Attributes.Mapped(), PARTS, config)) {
      Optional<String> first = Optional.empty();
      for (MultiPart.Part part : parts) {
        if (part.getFileName() != null && !"payload".equals(part.getName())) {
          return REFUSED;
        }
        if (first.isEmpty() && "payload".equals(part.getName())) {
          ByteBuffer content = Content.Source.asByteBuffer(part.getContentSource());
          first = Optional.of(StandardCharsets.ISO_8859_1.decode(content).toString());
        }
      }
      return first;
    } catch (CompletionException | IOException malformed) {
      return REFUSED;
    }
  }

  /** Reads to the end, as routes do. */
  private static Optional<String> json(String type, byte[] bytes) {
    try {
      JsonNode payload = ForeignBody.read(type, ByteChunks.of(bytes), FIELDS);
      assertThat(Parsed.isStorable(payload.toString())).isTrue();
      return Optional.empty();
    } catch (MalformedJson | WebhookException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return REFUSED;
    }
  }
}
