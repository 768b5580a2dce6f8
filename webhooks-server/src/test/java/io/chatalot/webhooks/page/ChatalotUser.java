package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.ChatalotStandIn.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** A user of Chatalot's client, in one tab or several, and of our page beside it. */
final class ChatalotUser {
  private final Browser browser;
  private final ChatalotSite place;
  private final String firstTab;

  /** Begins without a session, at Chatalot's page. */
  ChatalotUser(Browser browser, ChatalotSite place) {
    this.browser = browser;
    this.place = place;
    browser.useTheme("dark");
    browser.useWholeWindow();
    firstTab = tab();
    cdp("Storage.clearDataForOrigin", Map.of("origin", place.address(), "storageTypes", "all"));
    visitsChatalot();
    browser.complaints();
    place.chatalot().spent().clear();
  }

  private ChromeDriver driver() {
    return browser.driver();
  }

  private Map<String, Object> cdp(String command, Map<String, Object> parameters) {
    return driver().executeCdpCommand(command, parameters);
  }

  Browser browser() {
    return browser;
  }

  Reader reads() {
    return new Reader(browser);
  }

  /** Opens Chatalot's page in this tab, with its service worker. */
  void visitsChatalot() {
    visits("/");
    browser.ask("return client.ready.then(() => true)");
  }

  void visits(String path) {
    driver().get(place.address() + path);
  }

  /** Logs in to Chatalot, and opens our page in this tab. */
  void isAtPage(String username) {
    client("logIn('" + username + "')");
    visits(ChatalotSite.PAGE);
    browser.find("nav a[aria-current=page]");
  }

  /** Opens a window with Chatalot's page, which hides no tab of ours, and returns its tab. */
  String opensChatalot() {
    driver().switchTo().newWindow(WindowType.WINDOW);
    visitsChatalot();
    return tab();
  }

  /** Opens an empty tab, and returns it. */
  String opensTab() {
    driver().switchTo().newWindow(WindowType.TAB);
    return tab();
  }

  String tab() {
    return driver().getWindowHandle();
  }

  void goesTo(String tab) {
    driver().switchTo().window(tab);
  }

  /** Has Chatalot's client, which is in this tab, do something with its session. */
  void client(String action) {
    browser.ask("return Promise.resolve(client." + action + ").then(() => true)");
  }

  /** Stores tokens as Chatalot's client does. */
  void keeps(Tokens tokens) {
    browser.ask(
        "localStorage.setItem('chatalot_refresh_token', arguments[1]);"
            + "localStorage.setItem('chatalot_access_token', arguments[0]);",
        tokens.access(),
        tokens.refresh());
  }

  /** The tokens in the origin's storage; null where there is none. */
  Tokens kept() {
    return new Tokens(item("chatalot_access_token"), item("chatalot_refresh_token"));
  }

  private String item(String name) {
    return (String) browser.ask("return localStorage.getItem(arguments[0])", name);
  }

  /** Begins a call of our page in this tab; {@link #awaitsCall} waits for its end. */
  void beginsCall() {
    browser.ask(
        "window.asked = import(new URL('page/api.js', document.baseURI))"
            + ".then(({ get }) => get('api/me'))"
            + ".then(({ username }) => username, ({ message }) => message)");
  }

  /** The name of the user, or the message of the refusal. */
  String awaitsCall() {
    return (String) browser.ask("return window.asked");
  }

  SettingsCard opensSettingsOf(String channel) {
    browser.button("Settings of " + channel).click();
    return new SettingsCard(browser);
  }

  /** Waits for the link to Chatalot's log-in. */
  void awaitsLogIn(String message) {
    browser.find("a[href='/login']");
    assertThat(text()).contains(message);
  }

  String text() {
    return (String) browser.ask("return document.body.innerText");
  }

  /** Runs a script before those of each page that this tab opens; returns the end of that. */
  Runnable runsFirst(String script) {
    Object id =
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script)).get("identifier");
    return () -> cdp("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
  }

  /** The state must be accessible in both themes, and fit a phone. */
  void looksAt(String state) {
    Axe.assertAccessible(browser, state);
    Phone.use(browser);
    Phone.assertNothingBeyond(browser, state);
    browser.useWholeWindow();
  }

  /** Ends the visit; fails if the browser complains of more than failed requests. */
  void leave(boolean failed) {
    List<String> complaints = new ArrayList<>(browser.complaints());
    for (String tab : driver().getWindowHandles()) {
      if (!tab.equals(firstTab)) {
        goesTo(tab);
        complaints.addAll(browser.complaints());
        driver().close();
      }
    }
    goesTo(firstTab);
    complaints.addAll(browser.complaints());
    visits("/");
    driver().get("about:blank");
    complaints.removeIf(complaint -> complaint.contains("Failed to load resource"));
    if (!failed) {
      assertThat(complaints).as("what the browser complains of").isEmpty();
    }
  }
}
