package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Files from a folder beside this class. A browser asks each time whether they have changed. */
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
   * @param published the files that may be asked for by name
   */
  Assets(String folder, List<String> published) {
    this(file -> Assets.class.getResourceAsStream(folder + "/" + file), published);
  }

  /**
   * @param files opens a file; null if there is none
   */
  Assets(Function<String, InputStream> files, List<String> published) {
    this.files = files;
    this.published = published;
  }

  /** Answers the published file that the path names. */
  void answer(Context ctx) {
    String file = ctx.pathParam("file");
    if (!published.contains(file)) {
      throw new HttpRefusal(Problem.notFound("There is nothing here."));
    }
    answer(ctx, file);
  }

  /** Answers a file, published or not. */
  void answer(Context ctx, String file) {
    Asset asset = asset(file);
    ctx.header("Cache-Control", "no-cache").header("ETag", asset.tag());
    if (asset.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.contentType(TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
      ctx.result(asset.isLarge() ? compressedOnce(ctx, asset) : asset.bytes());
    }
  }

  /** The same bytes for all, so that many who don't read them take no memory. */
  private static byte[] compressedOnce(Context ctx, Asset asset) {
    if (!LargeAnswer.mayCompress(ctx)) {
      return asset.bytes();
    }
    LargeAnswer.tellCompressed(ctx);
    return asset.compressed();
  }

  /** A file's text. */
  String text(String file) {
    return new String(asset(file).bytes(), StandardCharsets.UTF_8);
  }

  /** Whoever asks while it is loaded waits: some hundreds who load it too take all of the heap. */
  private Asset asset(String file) {
    return loaded.computeIfAbsent(file, this::load);
  }

  private Asset load(String file) {
    try (InputStream content = files.apply(file)) {
      if (content == null) {
        throw new IllegalStateException("The jar lacks " + file);
      }
      byte[] bytes = content.readAllBytes();
      return new Asset(bytes, LargeAnswer.compressed(bytes), tag(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " in the jar cannot be read", e);
    }
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private record Asset(byte[] bytes, byte[] compressed, String tag) {
    /** Compressed too: what is not is sent by Javalin, which would compress it again. */
    boolean isLarge() {
      return LargeAnswer.isLarge(compressed.length);
    }
  }
}
