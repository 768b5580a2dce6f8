package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Checks the page's current state for accessibility, in both themes. */
final class Axe {
  private static final String SOURCE = source();
  private static final String RUN =
      """
      const done = arguments[0];
      axe.run(document, { resultTypes: ["violations"] }).then(
        ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${help} (${target}) ${failureSummary}`))),
        (failure) => done([String(failure)]));
      """;

  private Axe() {}

  static void assertAccessible(Browser browser, String state) {
    if (!Boolean.TRUE.equals(browser.ask("return typeof axe === 'object'"))) {
      browser.ask(SOURCE);
    }
    for (String theme : new String[] {"dark", "light"}) {
      browser.useTheme(theme);
      var violations = (java.util.List<?>) browser.driver().executeAsyncScript(RUN);
      assertThat(violations).as(state + ", " + theme).isEmpty();
      Pictures.take(browser, state + " " + theme);
    }
    browser.useTheme("dark");
  }

  private static String source() {
    try (InputStream source = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
