package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

/** A phone-sized window, in which no element may overflow sideways. */
final class Phone {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 740;

  /** Only code and tables may be wider, inside their scrolling frames. */
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
