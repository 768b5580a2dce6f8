package io.chatalot.webhooks.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Starts the installed browser; downloads nothing. */
final class Chromium {
  static final Path BROWSER = Path.of("/usr/bin/chromium");
  static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /**
   * Silences Selenium's warning about unsupported DevTools versions, which these tests do not use.
   */
  private static final Logger PROTOCOLS = Logger.getLogger("org.openqa.selenium.devtools");

  private Chromium() {}

  static ChromeDriver start(Path browser, Path driver) {
    for (Path needed : new Path[] {browser, driver}) {
      if (!Files.isExecutable(needed)) {
        throw new AssertionError(
            "The page's tests need a browser, and there is no "
                + needed
                + ". Install it with: apt-get install chromium chromium-driver");
      }
    }
    PROTOCOLS.setLevel(Level.SEVERE);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options(browser));
  }

  private static ChromeOptions options(Path browser) {
    var log = new LoggingPreferences();
    log.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.setCapability("goog:loggingPrefs", log);
    options.addArguments(
        "--headless=new",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--no-first-run",
        "--lang=en-US",
        "--window-size=1280,860");
    if (System.getProperty("user.name").equals("root")) {
      options.addArguments("--no-sandbox");
    }
    return options;
  }
}
