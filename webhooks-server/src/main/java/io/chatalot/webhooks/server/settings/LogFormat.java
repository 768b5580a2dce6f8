package io.chatalot.webhooks.server.settings;

import java.util.Locale;
import java.util.Map;

/** The format of the log. */
public enum LogFormat {
  /** A line for people, and the lines of a stack trace. */
  TEXT,
  /** One JSON object a line, for a collector of logs. */
  JSON;

  static final String SETTING = "WEBHOOKS_LOG_FORMAT";

  /**
   * @throws IllegalArgumentException if the text is neither {@code text} nor {@code json}
   */
  static LogFormat parse(String value) {
    return switch (value) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default ->
          throw new IllegalArgumentException("must be text or json, but is " + Quoted.of(value));
    };
  }

  /** The format that an environment asks for, before the settings are checked. */
  public static LogFormat of(Map<String, String> environment) {
    return environment.getOrDefault(SETTING, "").strip().equals("json") ? JSON : TEXT;
  }

  /** Sets the format of the log, if nothing was logged before. */
  public void use() {
    System.setProperty("webhooks.log.format", toString());
  }

  /** The name in the settings. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
