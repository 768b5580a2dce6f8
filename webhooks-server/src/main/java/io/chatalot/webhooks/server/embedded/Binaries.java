package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, which the jar carries for some platforms. */
final class Binaries {
  private static final String PREFIX = "postgres-";

  private Binaries() {}

  /**
   * Unpacks the programs of this platform into the folder, unless they are there already.
   *
   * @return the folder that contains {@code bin}
   */
  static Path unpackInto(Folder folder) throws IOException {
    URL archive = archive();
    Path unpacked = folder.root().resolve(PREFIX + fingerprint(archive));
    if (Files.isDirectory(unpacked)) {
      return unpacked;
    }
    Path fresh = folder.root().resolve("unpacking");
    Folder.deleteTree(fresh);
    Files.createDirectory(fresh);
    try (InputStream packed = archive.openStream();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, fresh);
      }
    }
    // The move is atomic, so that a folder with this name is complete.
    return Files.move(fresh, unpacked, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes the programs that an earlier version of the jar unpacked. */
  static void deleteOthers(Folder folder, Path inUse) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.root(), PREFIX + "*")) {
      for (Path each : all) {
        if (Files.isDirectory(each) && !each.equals(inUse)) {
          Folder.deleteTree(each);
        }
      }
    }
  }

  private static URL archive() {
    String os = System.getProperty("os.name");
    String arch = System.getProperty("os.arch");
    boolean musl = Files.exists(Path.of("/etc/alpine-release"));
    return name(os, arch, musl)
        .flatMap(name -> Optional.ofNullable(Binaries.class.getResource("/" + name)))
        .orElseThrow(
            () ->
                new EmbeddedDatabaseException(
                    "No PostgreSQL is carried along for "
                        + os
                        + " on "
                        + arch
                        + ": set WEBHOOKS_DATABASE_URL to an installed PostgreSQL"));
  }

  /** The name of the archive for a platform; empty if no archive can exist for it. */
  static Optional<String> name(String os, String arch, boolean musl) {
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    if (os.toLowerCase(Locale.ROOT).startsWith("windows") && intel) {
      return Optional.of("postgres-windows-x86_64.txz");
    }
    if (!os.equalsIgnoreCase("Linux") || !(intel || arm)) {
      return Optional.empty();
    }
    if (musl) {
      return intel ? Optional.of("postgres-linux-x86_64-alpine_linux.txz") : Optional.empty();
    }
    return Optional.of(intel ? "postgres-linux-x86_64.txz" : "postgres-linux-arm_64.txz");
  }

  /** A fingerprint that identifies the archive without reading 15 MB at every start. */
  private static String fingerprint(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection inJar) {
      try (JarFile opened = inJar.getJarFile()) {
        var entry = opened.getJarEntry(inJar.getEntryName());
        return String.format(Locale.ROOT, "%08x-%d", entry.getCrc(), entry.getSize());
      }
    }
    return Long.toString(connection.getContentLengthLong());
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("The archive of PostgreSQL has a name outside of it");
    }
    boolean forCompilers = entry.getName().matches("include/.*|.*\\.a|lib/pkgconfig/.*");
    if (entry.isDirectory() || forCompilers) {
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      tar.transferTo(out);
    }
    // Forces the file to disk before the folder gets its name; a power cut would otherwise leave
    // programs full of zeros.
    try (FileChannel written = FileChannel.open(target, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    if ((entry.getMode() & 0100) != 0) {
      target.toFile().setExecutable(true, true);
    }
  }
}
