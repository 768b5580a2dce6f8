package io.chatalot.webhooks.page;

import java.util.List;
import org.openqa.selenium.WebElement;

/** A channel as its reader sees it. */
final class Reader {
  private final Browser browser;

  Reader(Browser browser) {
    this.browser = browser;
  }

  String title() {
    return browser.seen("main h1").stream().findFirst().map(WebElement::getText).orElse("");
  }

  /** The text of all messages, the oldest first. */
  List<String> contents() {
    return texts(".message .content");
  }

  /** The last text for screen readers. */
  String spoken() {
    return (String) browser.ask("return document.querySelector('.spoken').textContent");
  }

  List<String> names() {
    return texts(".message .name");
  }

  private List<String> texts(String css) {
    Object texts =
        browser.ask(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())",
            css);
    return ((List<?>) texts).stream().map(String.class::cast).toList();
  }

  void awaitMessage(String content) {
    browser.await("the message " + content, () -> contents().contains(content));
  }

  void awaitMessages(List<String> all) {
    browser.await("the messages " + all, () -> contents().equals(all));
  }

  void awaitCount(int count) {
    browser.await(count + " messages", () -> contents().size() == count);
  }

  WebElement message(String content) {
    awaitMessage(content);
    return browser.seen(".message").stream()
        .filter(message -> message.getText().contains(content))
        .findFirst()
        .orElseThrow();
  }

  /** Sets a mark that a reload removes. */
  void markPage() {
    browser.ask("window.sameAsBefore = true");
  }

  boolean isSamePage() {
    return Boolean.TRUE.equals(browser.ask("return window.sameAsBefore === true"));
  }

  void scrollsToStart() {
    browser.ask("document.querySelector('.messages').scrollTop = 0");
  }

  /** Scrolls this message to the top. */
  void scrollsTo(String content) {
    browser.ask("arguments[0].scrollIntoView()", message(content));
  }

  boolean isAtEnd() {
    return Boolean.TRUE.equals(
        browser.ask(
            "const l = document.querySelector('.messages');"
                + "return l.scrollHeight - l.scrollTop - l.clientHeight < 2"));
  }

  /** The message's distance from the top of the window, in pixels. */
  double topOf(String content) {
    Object top =
        browser.ask(
            "return [...document.querySelectorAll('.message')].find(m =>"
                + " m.querySelector('.content').innerText.trim() === arguments[0])"
                + ".getBoundingClientRect().top",
            content);
    return ((Number) top).doubleValue();
  }
}
