package io.chatalot.webhooks.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.OutputType;

/** Screenshots for a person to review, kept with {@code -Dpage.pictures=FOLDER}. */
final class Pictures {
  private static final String FOLDER = System.getProperty("page.pictures");

  private Pictures() {}

  static void take(Browser browser, String name) {
    if (FOLDER == null) {
      return;
    }
    byte[] png = browser.driver().getScreenshotAs(OutputType.BYTES);
    try {
      Path folder = Files.createDirectories(Path.of(FOLDER));
      Files.write(folder.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".png"), png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
