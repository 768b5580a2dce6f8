package io.chatalot.webhooks.architecture.planted.domain;

import java.time.Instant;
import java.util.logging.Logger;

/** Sees a logger and a clock. */
public final class Token {
  public String reveal() {
    Logger.getLogger("planted").info(String.valueOf(Instant.now()));
    return "secret";
  }
}
