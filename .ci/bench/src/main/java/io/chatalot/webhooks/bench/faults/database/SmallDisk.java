package io.chatalot.webhooks.bench.faults.database;

import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** A small file system in memory. Only root may mount it. */
final class SmallDisk implements AutoCloseable {
  private static final int MEBIBYTES = 160;

  private final Stage stage;
  private final Path folder;

  private SmallDisk(Stage stage, Path folder) {
    this.stage = stage;
    this.folder = folder;
  }

  static SmallDisk mount(Stage stage) {
    if (!System.getProperty("user.name").equals("root")) {
      throw new BenchException("only root may mount the small disk that this needs");
    }
    try {
      var disk = new SmallDisk(stage, Files.createTempDirectory("webhooks-faults-"));
      stage
          .programs()
          .run(
              List.of(
                  "mount",
                  "-t",
                  "tmpfs",
                  "-o",
                  "size=" + MEBIBYTES + "m,mode=755",
                  "tmpfs",
                  disk.folder.toString()),
              Map.of());
      // Registered before the database on it, and so unmounted after it.
      return stage.cleanup().later(disk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Takes all free room. */
  void fill() {
    byte[] piece = new byte[64 * 1024];
    for (int size = piece.length; size >= 512; size /= 2) {
      appendUntilFull(piece, size);
    }
  }

  private void appendUntilFull(byte[] piece, int size) {
    try (OutputStream out =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(piece, 0, size);
      }
    } catch (IOException full) {
      // The disk is full, as intended.
    }
  }

  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(folder)) {
      stage.programs().run(List.of("umount", folder.toString()), Map.of());
      Files.delete(folder);
    }
  }
}
