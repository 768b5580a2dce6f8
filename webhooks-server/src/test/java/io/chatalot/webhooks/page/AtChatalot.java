package io.chatalot.webhooks.page;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test {@link ChatalotSite} and a {@link ChatalotUser}. All tests share the servers and one
 * browser. Each begins without a session.
 */
final class AtChatalot implements ParameterResolver, AfterEachCallback {
  private static final Namespace CHATALOT = Namespace.create(AtChatalot.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == ChatalotSite.class || type == ChatalotUser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    if (parameter.getParameter().getType() == ChatalotSite.class) {
      return place(test);
    }
    return test.getStore(CHATALOT)
        .computeIfAbsent(
            ChatalotUser.class,
            key -> new ChatalotUser(OnThePage.browser(test), place(test)),
            ChatalotUser.class);
  }

  private static ChatalotSite place(ExtensionContext test) {
    return test.getRoot()
        .getStore(CHATALOT)
        .computeIfAbsent(ChatalotSite.class, key -> opened(), ChatalotSite.class);
  }

  private static ChatalotSite opened() {
    try {
      return new ChatalotSite();
    } catch (Exception e) {
      throw new AssertionError("The servers did not start", e);
    }
  }

  @Override
  public void afterEach(ExtensionContext test) {
    ChatalotUser user = test.getStore(CHATALOT).get(ChatalotUser.class, ChatalotUser.class);
    if (user != null) {
      user.leave(test.getExecutionException().isPresent());
    }
  }
}
