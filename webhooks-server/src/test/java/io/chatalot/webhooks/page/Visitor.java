package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** A user of the page. */
final class Visitor {
  private final Browser browser;
  private final Site site;
  private final List<String> expected = new ArrayList<>();
  private boolean lostConnection;

  Visitor(Browser browser, Site site) {
    this.browser = browser;
    this.site = site;
    browser.useTheme("dark");
    browser.useWholeWindow();
    browser.driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
    browser.complaints();
  }

  Browser browser() {
    return browser;
  }

  void visits() {
    browser.driver().get(site.address() + "/");
    browser.find("form.sign-in");
  }

  void signsIn(String name, String password) {
    fill("input[name=username]", name);
    fill("input[name=password]", password);
    browser.button("Sign in").click();
  }

  private void fill(String css, String text) {
    WebElement field = browser.find(css);
    field.clear();
    field.sendKeys(text);
  }

  /** Opens a channel with an existing session. */
  void isAt(Channel channel, String name) throws Exception {
    browser
        .driver()
        .executeCdpCommand(
            "Network.setCookie",
            Map.of(
                "name", "chatalot_session",
                "value", site.sessionOf(name),
                "url", site.address()));
    browser.driver().get(site.address() + channel.path());
    browser.await(
        "the messages of " + channel.name(), () -> reads().title().equals("#" + channel.name()));
    browser.find(".messages");
  }

  /** Ends the session in another window. */
  void signsOutElsewhere() {
    browser.ask("return fetch('/api/auth/logout', { method: 'POST' }).then(() => true)");
  }

  Reader reads() {
    return new Reader(browser);
  }

  SettingsCard opensSettingsOf(Channel channel) {
    browser.button("Settings of " + channel.name()).click();
    return new SettingsCard(browser);
  }

  SettingsCard rightClicksOn(Channel channel) {
    rightClick(channel);
    return new SettingsCard(browser);
  }

  void rightClick(Channel channel) {
    WebElement link = browser.find("nav a[href='" + channel.path().substring(1) + "']");
    new Actions(browser.driver()).contextClick(link).perform();
  }

  void presses(CharSequence... keys) {
    new Actions(browser.driver()).sendKeys(keys).perform();
  }

  /** Presses Tab until a control with this name has the focus. */
  void tabsTo(String name) {
    for (int i = 0; i < 40; i++) {
      presses(org.openqa.selenium.Keys.TAB);
      if (browser.focused().getAccessibleName().equals(name)) {
        return;
      }
    }
    throw new AssertionError("The keyboard does not lead to " + name);
  }

  /** The text on the clipboard. */
  String clipboard() {
    browser
        .driver()
        .executeCdpCommand(
            "Browser.grantPermissions",
            Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    return (String)
        browser
            .driver()
            .executeAsyncScript("navigator.clipboard.readText().then(arguments[0], arguments[0])");
  }

  /** Expects one console message with this part. */
  void expectsComplaint(String part) {
    expected.add(part);
  }

  /** Expects console messages of failed requests, because the server was down or refused. */
  void expectsLostConnection() {
    lostConnection = true;
  }

  private boolean isOfLostConnection(String complaint) {
    return lostConnection && complaint.contains("/messages/stream - Failed to load resource: ");
  }

  /** Ends the visit; fails if the console has unexpected errors or warnings. */
  void leave(boolean failed) throws Exception {
    List<String> complaints = new ArrayList<>(browser.complaints());
    complaints.removeIf(this::isOfLostConnection);
    browser.driver().get("about:blank");
    if (failed) {
      return;
    }
    for (String part : expected) {
      String found =
          complaints.stream()
              .filter(complaint -> complaint.contains(part))
              .findFirst()
              .orElseThrow(() -> new AssertionError(part + " is not among " + complaints));
      complaints.remove(found);
    }
    assertThat(complaints).as("what the browser complains of").isEmpty();
  }
}
