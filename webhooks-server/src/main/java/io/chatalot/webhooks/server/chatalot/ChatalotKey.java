package io.chatalot.webhooks.server.chatalot;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.domain.Sha256;
import io.chatalot.webhooks.server.settings.SettingsException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public key that checks Chatalot's access tokens. The file is read again every 2 s: a new key
 * rules from then on, without a restart. An unusable file changes nothing and is logged once. Safe
 * for use by many threads.
 */
public final class ChatalotKey implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChatalotKey.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Path file;
  private final Consumer<String> warnings;
  private final Recurring refreshing;
  private volatile PublicKey current;
  private String seen;

  /**
   * Reads the key.
   *
   * @throws SettingsException if the file cannot be read or has no Ed25519 public key
   */
  public ChatalotKey(Path file, Background background) {
    this(file, background, LOG::warn);
  }

  /**
   * As above.
   *
   * @param warnings takes log lines for the operator
   */
  ChatalotKey(Path file, Background background, Consumer<String> warnings) {
    this.file = file;
    this.warnings = warnings;
    try {
      byte[] content = PublicKeyFile.read(file);
      current = PublicKeyFile.parse(file, content);
      seen = fingerprint(content);
    } catch (IllegalArgumentException unusable) {
      throw new SettingsException(
          List.of("WEBHOOKS_CHATALOT_PUBLIC_KEY: " + unusable.getMessage()));
    }
    refreshing = background.every(INTERVAL, "chatalot_key", this::refresh);
  }

  /** The key that rules now. The same object is returned until another key rules. */
  PublicKey current() {
    return current;
  }

  /** Reads the file again, and takes its key if the file has changed. */
  synchronized void refresh() {
    String now;
    try {
      byte[] content = PublicKeyFile.read(file);
      now = fingerprint(content);
      if (!now.equals(seen)) {
        take(PublicKeyFile.parse(file, content));
      }
    } catch (IllegalArgumentException unusable) {
      now = unusable.getMessage();
      if (!now.equals(seen)) {
        warnings.accept("Chatalot's public key stays as it was: " + now);
      }
    }
    seen = now;
  }

  private void take(PublicKey key) {
    if (!key.equals(current)) {
      current = key;
      LOG.info("Chatalot's public key was replaced");
    }
  }

  private static String fingerprint(byte[] content) {
    return new Sha256().add(content).hex();
  }

  /** Ends the watch over the file. */
  @Override
  public void close() {
    refreshing.close();
  }
}
