package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

/** A small window, in which nothing may be beyond its sides. */
final class Phone {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 740;

  /**
   * Code and tables may be wider in a frame of their own, as nothing else may that is to be seen.
   */
  private static final String BEYOND =
      """
      const scrolling = "pre *, .wide *, .spoken, .spoken *";
      return [...document.querySelectorAll("body, body *")]
        .filter((e) => !e.matches(scrolling) && e.checkVisibility({ visibilityProperty: true }))
        .filter((e) => {
          const { left, right, width } = e.getBoundingClientRect();
          const scrolls = !e.matches("pre, .wide, input") && e.scrollWidth > e.clientWidth + 1
            && getComputedStyle(e).overflowX !== "visible" && getComputedStyle(e).textOverflow !== "ellipsis";
          return width > 0 && (left < -0.5 || right > innerWidth + 0.5 || scrolls);
        })
        .map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`);
      """;

  private Phone() {}

  static void use(Browser browser) {
    browser.useWidth(WIDTH, HEIGHT);
  }

  static void assertNothingBeyond(Browser browser, String state) {
    Pictures.take(browser, state + " phone");
    assertThat((java.util.List<?>) browser.ask(BEYOND)).as(state + ", on a phone").isEmpty();
    assertThat(browser.ask("return document.documentElement.scrollWidth"))
        .as(state + ", on a phone")
        .isEqualTo((long) WIDTH);
  }
}
