package io.chatalot.webhooks.page;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Operates the Channel Settings card. */
final class SettingsCard {
  private static final String CARD = "dialog[aria-label='Channel Settings']";

  private final Browser browser;

  SettingsCard(Browser browser) {
    this.browser = browser;
    browser.find(CARD);
  }

  SettingsCard expandWebhooks() {
    browser.button("Webhooks").click();
    browser.find("input[name=name]");
    return this;
  }

  void typeName(String name) {
    WebElement field = browser.find(".add input");
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
    field.sendKeys(name);
  }

  String counter() {
    return browser.ask("return document.getElementById('name-count').textContent").toString();
  }

  boolean mayAdd() {
    return browser.button("Add").isEnabled();
  }

  /** Adds a webhook, and returns the shown URL. */
  String add(String name) {
    typeName(name);
    browser.button("Add").click();
    return issuedUrl();
  }

  String issuedUrl() {
    return browser.find(".issued .url").getText();
  }

  /** Chooses a tool, and returns the shown URL. */
  String chooseTool(String name) {
    browser.find(".tools input[value='" + name + "']").click();
    return issuedUrl();
  }

  String hint() {
    return browser.find(".issued .hint").getText();
  }

  boolean showsUrl() {
    return !browser.seen(".issued").isEmpty();
  }

  void copyUrl() {
    browser.button("Click to copy URL").click();
    browser.button("Copied!");
  }

  void copyExample() {
    browser.button("Example").click();
    browser.button("Copy example").click();
    browser.button("Copied!");
  }

  void sendTest() {
    browser.button("Send test").click();
    browser.await(
        "the test is sent", () -> browser.find(".issued .note").getText().startsWith("Sent"));
  }

  List<String> names() {
    return browser.seen(".row .about .name").stream().map(WebElement::getText).toList();
  }

  String usageOf(String name) {
    return row(name).findElement(By.cssSelector(".used")).getText();
  }

  WebElement row(String name) {
    browser.await("a row " + name, () -> names().contains(name));
    return browser.seen(".row").stream()
        .filter(row -> row.findElement(By.cssSelector(".name")).getText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  void toggle(String name, String to) {
    browser.button(name + " is active").click();
    browser.await(
        name + " is " + to,
        () -> {
          WebElement toggle = browser.button(name + " is active");
          return toggle.getText().equals(to);
        });
  }

  void startEditing(String name) {
    browser.button("Edit " + name).click();
    browser.find("form.edit");
  }

  void save(String name, String avatar) {
    fill("form.edit input[name=name]", name);
    fill("form.edit input[name=avatar]", avatar);
    browser.button("Save").click();
  }

  private void fill(String css, String text) {
    browser.find(css).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE, text);
  }

  /** Clicks the action, and returns the text of the confirmation. */
  String ask(String verb, String name) {
    browser.button(verb + " " + name).click();
    return browser.find("dialog[role=alertdialog]").getText();
  }

  void confirm(String verb) {
    browser.find("dialog[role=alertdialog] .danger").click();
    browser.awaitGone("dialog[role=alertdialog]");
  }

  void close() {
    browser.button("Close Channel Settings").click();
    browser.awaitGone(CARD);
  }
}
