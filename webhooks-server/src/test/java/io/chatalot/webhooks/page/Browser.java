package io.chatalot.webhooks.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser's window: what can be seen in it, and how it is set up. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration GLANCE = Duration.ofMillis(50);

  private static final String SEEN =
      """
      return [...document.querySelectorAll(arguments[0])]
        .filter((e) => e.checkVisibility({ visibilityProperty: true }));
      """;

  /** What may have this name; the browser itself is asked for the names of these alone. */
  private static final String NAMED =
      """
      return [...document.querySelectorAll("button, summary")]
        .filter((e) => e.checkVisibility({ visibilityProperty: true }))
        .filter((e) => (e.ariaLabel ?? e.textContent).includes(arguments[0]));
      """;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser open() {
    return new Browser(Chromium.start(Chromium.BROWSER, Chromium.DRIVER));
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Waits until it is so. */
  void await(String what, Supplier<Boolean> condition) {
    new WebDriverWait(driver, PATIENCE, GLANCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(what)
        .until(window -> condition.get());
  }

  /** The first element that is shown, once there is one. */
  WebElement find(String css) {
    return new WebDriverWait(driver, PATIENCE, GLANCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(css)
        .until(window -> seen(css).stream().findFirst().orElse(null));
  }

  /** The control of this name, once it is shown. */
  WebElement button(String name) {
    return new WebDriverWait(driver, PATIENCE, GLANCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage("a button " + name)
        .until(
            window ->
                elements(NAMED, name).stream()
                    .filter(button -> button.getAccessibleName().equals(name))
                    .findFirst()
                    .orElse(null));
  }

  List<WebElement> seen(String css) {
    return elements(SEEN, css);
  }

  private List<WebElement> elements(String script, String argument) {
    return ((List<?>) ask(script, argument)).stream().map(WebElement.class::cast).toList();
  }

  void awaitGone(String css) {
    await(css + " is gone", () -> seen(css).isEmpty());
  }

  Object ask(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  void useTheme(String theme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", theme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  void useWidth(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void useWholeWindow() {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** What the console shows as an error or a warning, reports of the CSP among it, once. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
