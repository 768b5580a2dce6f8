package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The processes that run a program of a folder. On Linux it reads links instead of using {@link
 * ProcessHandle}, which opens a file for each answer and reports a process as ended when it gets no
 * file descriptor.
 */
final class Processes {
  private static final Path PROC = Path.of("/proc");
  private static final boolean HAS_PROC = Files.isSymbolicLink(PROC.resolve("self/exe"));

  private final Path folder;

  Processes(Path folder) {
    this.folder = folder;
  }

  /**
   * Whether the process runs a program of the folder; a zombie does not.
   *
   * @throws IOException if that cannot be known
   */
  boolean runs(long pid) throws IOException {
    if (!HAS_PROC) {
      return ProcessHandle.of(pid).filter(this::isOurs).isPresent();
    }
    Path process = PROC.resolve(Long.toString(pid));
    try {
      return isOurs(process);
    } catch (AccessDeniedException denied) {
      if (isOfThisUser(process)) {
        throw denied;
      }
      return false;
    }
  }

  /**
   * Whether any process runs a program of the folder.
   *
   * @throws IOException if that cannot be known
   */
  boolean anyRuns() throws IOException {
    if (!HAS_PROC) {
      return ProcessHandle.allProcesses().anyMatch(this::isOurs);
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path each : all) {
        if (isSurelyOurs(each)) {
          return true;
        }
      }
      return false;
    } catch (DirectoryIteratorException broken) {
      throw broken.getCause();
    }
  }

  /** Processes of other users cannot be inspected. */
  private boolean isSurelyOurs(Path process) throws IOException {
    try {
      return isOurs(process);
    } catch (AccessDeniedException notOurs) {
      return false;
    }
  }

  private boolean isOurs(Path process) throws IOException {
    try {
      return Files.readSymbolicLink(process.resolve("exe")).startsWith(folder);
    } catch (NoSuchFileException ended) {
      return false;
    }
  }

  private static boolean isOfThisUser(Path process) throws IOException {
    try {
      return Files.getAttribute(process, "unix:uid")
          .equals(Files.getAttribute(PROC.resolve("self"), "unix:uid"));
    } catch (NoSuchFileException ended) {
      return false;
    }
  }

  private boolean isOurs(ProcessHandle process) {
    return process.info().command().filter(this::isInFolder).isPresent();
  }

  private boolean isInFolder(String command) {
    try {
      return Path.of(command).startsWith(folder);
    } catch (InvalidPathException notOurs) {
      return false;
    }
  }
}
