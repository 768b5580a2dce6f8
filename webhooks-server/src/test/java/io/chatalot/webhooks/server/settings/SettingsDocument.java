package io.chatalot.webhooks.server.settings;

import java.util.stream.Collectors;

/** Renders the table of settings as {@code docs/settings.md}. */
final class SettingsDocument {
  private SettingsDocument() {}

  static String render() {
    return SettingsTable.ALL.stream()
        .map(SettingsDocument::row)
        .collect(Collectors.joining("", HEAD, FOOT));
  }

  private static String row(Setting<?> setting) {
    return "| `"
        + setting.name()
        + "` | "
        + setting.meaning()
        + " | "
        + setting.kind().bounds()
        + " | "
        + setting.kind().unit()
        + " | "
        + setting.defaultText().map(text -> "`" + text + "`").orElse(setting.without())
        + " |\n";
  }

  private static final String HEAD =
      """
      # Settings

      `SettingsTable` defines all settings; a test compares this page with it.

      Settings are environment variables in UTF-8. A blank variable counts as not set. The server
      checks all settings before it starts anything: it prints each wrong setting in a line of its
      own and ends with status 78. A variable that begins with `WEBHOOKS_` and is not a setting is
      refused, with the nearest name.

      | setting | meaning | values | unit | default |
      |---|---|---|---|---|
      """;

  private static final String FOOT =
      """

      Characters are Unicode code points. Secrets never appear in logs or error messages:
      `WEBHOOKS_OWNER_PASSWORD`, and the user, password and parameters of `WEBHOOKS_DATABASE_URL` and
      `WEBHOOKS_CHATALOT_DATABASE_URL`.
      """;
}
