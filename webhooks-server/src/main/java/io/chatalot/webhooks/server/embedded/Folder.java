package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The private folder {@code postgresql} in the data directory. It must belong to the user of this
 * process and be closed to all others (mode 0700): a user who could write into it could make this
 * process run another program.
 */
record Folder(Path root) {
  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  /** Creates the folder, and the data directory, if they do not exist. */
  static Folder in(Path dataDir) throws IOException {
    boolean posix = dataDir.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] closed =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OURS)}
            : new FileAttribute<?>[0];
    Path wanted = dataDir.toAbsolutePath().normalize().resolve("postgresql");
    Files.createDirectories(wanted, closed);
    if (posix) {
      requireOurs(wanted);
    }
    Path root = wanted.toRealPath();
    // pg_ctl and initdb put paths between double quotes in a shell's command.
    if (root.toString().matches("(?s).*[\"$`\\r\\n].*")
        || (posix && root.toString().contains("\\"))) {
      throw new EmbeddedDatabaseException(
          "WEBHOOKS_DATA_DIR must not contain quotes, $, ` or line breaks in its path");
    }
    return new Folder(root);
  }

  private static void requireOurs(Path folder) throws IOException {
    Path self = Path.of("/proc/self");
    if (Files.isSymbolicLink(folder)
        || (Files.exists(self) && !Files.getOwner(folder).equals(Files.getOwner(self)))) {
      throw new EmbeddedDatabaseException(
          folder
              + " belongs to the user "
              + Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName()
              + ": run this as that user, or choose another WEBHOOKS_DATA_DIR");
    }
    if (!Files.getPosixFilePermissions(folder).equals(OURS)) {
      throw new EmbeddedDatabaseException(
          folder + " is open to other users: chmod 700 it, or choose another WEBHOOKS_DATA_DIR");
    }
  }

  Path data() {
    return root.resolve("data");
  }

  Path lockFile() {
    return root.resolve("lock");
  }

  /** Names the process that serves from this folder; commands then join its database. */
  Path servingFile() {
    return root.resolve("serving");
  }

  Path portFile() {
    return root.resolve("port");
  }

  Path passwordFile() {
    return root.resolve("password");
  }

  Path serverLog() {
    return root.resolve("postgres.log");
  }

  Path commandLog() {
    return root.resolve("command.log");
  }

  Path postmasterPid() {
    return data().resolve("postmaster.pid");
  }

  /** Writes a small file atomically; nobody else can read files in this folder. */
  static void write(Path file, String content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, content, StandardCharsets.UTF_8);
    if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    }
    force(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(file.toAbsolutePath().getParent());
  }

  /**
   * Forces the content to disk, so that after a power cut the file has the old or the new content.
   */
  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Forces the names in a folder to disk. Windows does so by itself. */
  static void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** The first line of a small file; empty if there is none. */
  static Optional<String> firstLine(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().map(String::strip);
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  /** The first line as a number; empty if it is none. */
  static Optional<Long> number(Path file) throws IOException {
    return firstLine(file).filter(line -> line.matches("[0-9]{1,10}")).map(Long::valueOf);
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
