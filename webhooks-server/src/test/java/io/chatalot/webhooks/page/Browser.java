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

/** A browser window: finds visible elements, and sets theme and size. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration GLANCE = Duration.ofMillis(50);

  private static final String SEEN =
      """
      return [...document.querySelectorAll(arguments[0])]
        .filter((e) => e.checkVisibility({ visibilityProperty: true }));
      """;

  /** Candidates for a control with this name; only their accessible names are computed. */
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

  /** Waits until the condition holds. */
  void await(String what, Supplier<Boolean> condition) {
    new WebDriverWait(driver, PATIENCE, GLANCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(what)
        .until(window -> condition.get());
  }

  /** Waits for the first visible element. */
  WebElement find(String css) {
    return new WebDriverWait(driver, PATIENCE, GLANCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(css)
        .until(window -> seen(css).stream().findFirst().orElse(null));
  }

  /** Waits for the visible control with this name. */
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

  /** Removes and returns the console's errors and warnings, CSP reports included. */
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
