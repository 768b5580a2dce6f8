package io.chatalot.webhooks.architecture.planted.domain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.logging.Logger;

/** Sees a logger, a clock, files and SQL. */
public final class Token {
  public Timestamp expiry;

  public String reveal() {
    Logger.getLogger("planted").info(String.valueOf(Instant.now()));
    return Files.exists(Path.of("secret")) ? "secret" : "";
  }
}
