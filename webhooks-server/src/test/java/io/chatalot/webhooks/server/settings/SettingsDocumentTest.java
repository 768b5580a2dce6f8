package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "settings.md");
  private static final Path RENDERED = Path.of("target", "settings.md");

  @Test
  void docsSettingsShowsTheTableOfSettings() throws Exception {
    Files.writeString(RENDERED, SettingsDocument.render());

    assertThat(DOCUMENT)
        .as("docs/settings.md differs from SettingsTable; webhooks-server/%s is right", RENDERED)
        .exists()
        .hasSameTextualContentAs(RENDERED);
  }

  @Test
  void eachDefaultIsShownAsTheValueThatItIs() {
    assertThat(SettingsTable.ALL)
        .allSatisfy(
            setting ->
                assertThat(setting.shown(setting.read(java.util.Optional.empty())))
                    .isEqualTo(setting.defaultText().orElse(setting.without()))
                    .isNotBlank());
  }
}
