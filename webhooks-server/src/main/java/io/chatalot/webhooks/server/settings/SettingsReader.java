package io.chatalot.webhooks.server.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all settings of an environment, and collects all faults before it refuses them. */
final class SettingsReader {
  private final Map<String, String> environment;
  private final Map<Setting<?>, Object> values = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  private SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * @return the value of each setting
   * @throws SettingsException if at least one is wrong, or a name is misspelt
   */
  static Map<Setting<?>, Object> read(Map<String, String> environment) {
    var reader = new SettingsReader(environment);
    SettingsTable.ALL.forEach(reader::read);
    reader.requirePair(SettingsTable.TLS_CERTIFICATE, SettingsTable.TLS_KEY);
    reader.requirePair(SettingsTable.TLS_KEY, SettingsTable.TLS_CERTIFICATE);
    reader.faults.addAll(UnknownNames.faults(environment));
    if (!reader.faults.isEmpty()) {
      throw new SettingsException(reader.faults);
    }
    return reader.values;
  }

  private void read(Setting<?> setting) {
    try {
      values.put(setting, setting.read(Optional.ofNullable(environment.get(setting.name()))));
    } catch (IllegalArgumentException wrong) {
      faults.add(setting.name() + " " + wrong.getMessage());
    }
  }

  private void requirePair(Setting<?> set, Setting<?> other) {
    if (isSet(set) && !isSet(other)) {
      faults.add(other.name() + " must be set too, since " + set.name() + " is of no use alone");
    }
  }

  private boolean isSet(Setting<?> setting) {
    return !environment.getOrDefault(setting.name(), "").isBlank();
  }
}
