package io.chatalot.webhooks.page;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the {@link Site} and a {@link Visitor}. All tests share one server and one browser.
 * Each begins signed out, and fails if the console has errors or warnings at its end.
 */
final class OnThePage implements ParameterResolver, AfterEachCallback {
  private static final Namespace PAGE = Namespace.create(OnThePage.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == Site.class || type == Visitor.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Site.class ? site(test) : visitor(test);
  }

  private static Site site(ExtensionContext test) {
    return test.getRoot().getStore(PAGE).computeIfAbsent(Site.class, key -> opened(), Site.class);
  }

  private static Site opened() {
    try {
      return Site.open();
    } catch (Exception e) {
      throw new AssertionError("The server did not start", e);
    }
  }

  private static Visitor visitor(ExtensionContext test) {
    return test.getStore(PAGE)
        .computeIfAbsent(
            Visitor.class, key -> new Visitor(browser(test), site(test)), Visitor.class);
  }

  /** The one browser of all tests. */
  static Browser browser(ExtensionContext test) {
    return test.getRoot()
        .getStore(PAGE)
        .computeIfAbsent(Browser.class, key -> Browser.open(), Browser.class);
  }

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    Visitor visitor = test.getStore(PAGE).get(Visitor.class, Visitor.class);
    if (visitor != null) {
      visitor.leave(test.getExecutionException().isPresent());
    }
  }
}
