package io.chatalot.webhooks.server.settings;

import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/**
 * Puts the cause of a failure into words for an operator. Several exceptions of the JDK have a name
 * or a path as their whole message, which means nothing without the exception's class.
 */
public final class Causes {
  /** More causes than any library nests; bounds a chain that is a circle. */
  private static final int DEEPEST = 16;

  private Causes() {}

  /** One clause, without the name of a class unless nothing else is known. */
  public static String of(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      Optional<String> words = known(cause);
      if (words.isPresent()) {
        return words.get();
      }
      cause = cause.getCause();
    }
    return Optional.ofNullable(failure.getMessage())
        .filter(message -> !message.isBlank())
        .orElse("no cause is known but " + failure.getClass().getSimpleName());
  }

  private static Optional<String> known(Throwable cause) {
    if (cause instanceof UnknownHostException unknown) {
      return Optional.of("the host " + host(unknown) + " cannot be found");
    }
    if (cause instanceof NoRouteToHostException) {
      return Optional.of("there is no route to the host");
    }
    if (cause instanceof SocketTimeoutException) {
      return Optional.of("the host does not answer in time");
    }
    return cause instanceof FileSystemException file ? Optional.of(of(file)) : Optional.empty();
  }

  /** The message is the name alone, or the name and what the system's resolver said. */
  private static String host(UnknownHostException unknown) {
    return String.valueOf(unknown.getMessage()).replaceFirst(": .*", "");
  }

  private static String of(FileSystemException failure) {
    String file = failure.getFile();
    if (failure instanceof NoSuchFileException) {
      return "there is no " + file;
    }
    if (failure instanceof AccessDeniedException) {
      return "access to " + file + " is denied";
    }
    if (failure instanceof NotDirectoryException) {
      return file + " is not a folder";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "there is a file " + file + " already";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return file + " is not empty";
    }
    if (failure instanceof FileSystemLoopException) {
      return file + " is a link to itself";
    }
    return failure.getReason() == null
        ? file + " cannot be used"
        : file + ": " + failure.getReason();
  }
}
