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
 * The private folder {@code postgresql} in the data directory. It belongs to the user who runs this
 * process and is closed to all others (mode 0700), or it is not used: whoever could write into it
 * could have a program of theirs run.
 */
record Folder(Path root) {
  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  /** Makes it if there is none yet, and the data directory with it. */
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

  /** Says, while it is there, which process serves from here; commands then work beside it. */
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

  /** Writes a small file whole or not at all; in this folder nobody else can read it. */
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

  /** So that a power cut finds either the old content or the new, and not none. */
  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** So that a power cut finds the names in the folder as they are. Windows does so by itself. */
  static void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** The first line of a small file, if there is one. */
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

  /** A number that {@link #firstLine} has, if it is one. */
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
