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
    reader.requireAgreementWithChatalot();
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
      faults.add(set.name() + " needs " + other.name() + ", which is not set");
    }
  }

  /** Settings of Chatalot need its database, and it decides what other settings decide alone. */
  private void requireAgreementWithChatalot() {
    Setting<?> chatalot = SettingsTable.CHATALOT_DATABASE_URL;
    requirePair(chatalot, SettingsTable.CHATALOT_PUBLIC_KEY);
    requirePair(SettingsTable.CHATALOT_PUBLIC_KEY, chatalot);
    requirePair(SettingsTable.CHATALOT_SENDER, chatalot);
    requirePair(SettingsTable.CHATALOT_MOVE, chatalot);
    refuseBeside(chatalot, SettingsTable.DATABASE_URL, "all data is in Chatalot's database");
    refuseBeside(chatalot, SettingsTable.OWNER_PASSWORD, "users and passwords are Chatalot's");
    refuseBeside(chatalot, SettingsTable.SESSION_DAYS, "Chatalot's sessions hold");
    refuseBeside(chatalot, SettingsTable.RETENTION_DAYS, "Chatalot removes messages by its rules");
  }

  private void refuseBeside(Setting<?> ruling, Setting<?> refused, String why) {
    if (isSet(ruling) && isSet(refused)) {
      faults.add(refused.name() + " must not be set beside " + ruling.name() + ", since " + why);
    }
  }

  private boolean isSet(Setting<?> setting) {
    return !environment.getOrDefault(setting.name(), "").isBlank();
  }
}
