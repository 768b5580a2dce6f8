package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to start and stop the database of a folder. The system releases the lock of a dead
 * process.
 */
final class FolderLock implements AutoCloseable {
  /**
   * The folders that this process holds. Never open a second channel on a lock file: closing it
   * would release the lock.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock; empty if another process, or another part of this process, holds it. */
  static Optional<FolderLock> tryTake(Folder folder) throws IOException {
    Path file = folder.lockFile();
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      return lock == null ? Optional.empty() : Optional.of(new FolderLock(file, channel));
    } finally {
      if (lock == null) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(file);
  }
}
