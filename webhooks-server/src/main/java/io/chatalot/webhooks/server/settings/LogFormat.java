package io.chatalot.webhooks.server.settings;

import java.util.Locale;
import java.util.Map;

/** How the log is written. */
public enum LogFormat {
  /** A line for people, and the lines of a stack trace. */
  TEXT,
  /** One JSON object a line, for a collector of logs. */
  JSON;

  static final String SETTING = "WEBHOOKS_LOG_FORMAT";

  /**
   * @throws IllegalArgumentException if it is neither {@code text} nor {@code json}
   */
  static LogFormat parse(String value) {
    return switch (value) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default -> throw new IllegalArgumentException("must be text or json");
    };
  }

  /** What the environment asks for, at a time when nobody has checked it yet. */
  public static LogFormat of(Map<String, String> environment) {
    return environment.getOrDefault(SETTING, "").strip().equals("json") ? JSON : TEXT;
  }

  /** From the first line on, if nothing was logged before. */
  public void use() {
    System.setProperty("webhooks.log.format", name().toLowerCase(Locale.ROOT));
  }
}
