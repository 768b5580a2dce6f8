package io.chatalot.webhooks.server.settings;

import java.util.List;

/**
 * The settings are wrong. It names all faults at once, one line each, without any secret; it has no
 * stack trace, since the fault is in the environment and not in the code.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  /** At least one fault; each is one line that begins with a setting's name. */
  public SettingsException(List<String> faults) {
    super(String.join("\n", faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
