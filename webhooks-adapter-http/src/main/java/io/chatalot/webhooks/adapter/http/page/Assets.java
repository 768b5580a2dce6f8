package io.chatalot.webhooks.adapter.http.page;

import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.route.EntityTag;
import io.chatalot.webhooks.adapter.http.route.Gzip;
import io.chatalot.webhooks.adapter.http.route.LargeAnswer;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Files from a folder beside this class. Browsers revalidate them at each use. */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", Json.TYPE,
          "svg", "image/svg+xml");

  private final Function<String, InputStream> files;
  private final List<String> published;
  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

  /**
   * @param published the files that a request may name
   */
  Assets(String folder, List<String> published) {
    this(file -> Assets.class.getResourceAsStream(folder + "/" + file), published);
  }

  /**
   * @param files opens a file; returns null if the file does not exist
   */
  Assets(Function<String, InputStream> files, List<String> published) {
    this.files = files;
    this.published = published;
  }

  /** Answers the published file that the path names. */
  void answer(Context ctx) {
    String file = ctx.pathParam("file");
    if (!published.contains(file)) {
      throw new HttpRefusal(Problem.noSuchAddress());
    }
    answer(ctx, file);
  }

  /** Answers a file, published or not. */
  void answer(Context ctx, String file) {
    Asset asset = asset(file);
    boolean gzip = Gzip.isWorthIt(asset.bytes().length) && Gzip.isWanted(ctx);
    EntityTag tag = gzip ? asset.compressedTag() : asset.tag();
    ctx.header("Cache-Control", "no-cache").header("ETag", tag.value());
    if (tag.isKnown(ctx)) {
      ctx.status(304);
      return;
    }
    ctx.contentType(TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
    if (gzip) {
      // All answers share these bytes, so clients that do not read take no memory for them.
      Gzip.tell(ctx);
      LargeAnswer.answerShared(ctx, asset.compressed());
    } else {
      LargeAnswer.answerShared(ctx, asset.bytes());
    }
  }

  String text(String file) {
    return new String(asset(file).bytes(), StandardCharsets.UTF_8);
  }

  /** Loads each file once, while other requests wait: hundreds of loads at once fill the heap. */
  private Asset asset(String file) {
    return loaded.computeIfAbsent(file, this::load);
  }

  private Asset load(String file) {
    try (InputStream content = files.apply(file)) {
      if (content == null) {
        throw new IllegalStateException("The jar lacks " + file);
      }
      byte[] bytes = content.readAllBytes();
      return new Asset(
          bytes, EntityTag.of(bytes, ""), Gzip.compressed(bytes), EntityTag.of(bytes, "-gzip"));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " in the jar cannot be read", e);
    }
  }

  private record Asset(byte[] bytes, EntityTag tag, byte[] compressed, EntityTag compressedTag) {}
}
