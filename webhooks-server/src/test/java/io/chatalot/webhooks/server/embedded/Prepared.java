package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** An embedded database that was made once and is copied, since making one takes seconds. */
final class Prepared {
  private static final Path MADE = make();

  private Prepared() {}

  /** Puts a stopped one, with nothing in it, under the data directory. */
  static void copyTo(Path dataDir) throws IOException {
    copy(MADE.resolve("postgresql"), dataDir.resolve("postgresql"));
  }

  private static Path make() {
    try {
      Path folder = Files.createTempDirectory("webhooks-prepared");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      ServerDatabase.in(folder).close();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(
            each,
            to.resolve(from.relativize(each).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static void delete(Path folder) {
    try {
      Folder.deleteTree(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
