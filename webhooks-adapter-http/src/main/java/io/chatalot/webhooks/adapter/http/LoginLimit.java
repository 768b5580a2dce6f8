package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.Accounts.Session;
import io.chatalot.webhooks.application.driving.CallRefused;
import java.util.Optional;
import java.util.function.Supplier;

/** Bounds how often passwords are guessed. Safe for use by many threads. */
@FunctionalInterface
public interface LoginLimit {
  /** Bounds nothing. */
  LoginLimit NONE = (client, username, login) -> login.get();

  /**
   * Logs in, unless too many have failed to. Whether there is such a user makes no difference to
   * when that is.
   *
   * @param client where the attempt comes from
   * @param username as it was given, which may be anything
   * @param login empty if it failed
   * @return what the login returned
   * @throws CallRefused with {@link io.chatalot.webhooks.domain.Reason#RATE_LIMITED} if too many
   *     have failed; then nothing was tried
   */
  Optional<Session> attempt(String client, String username, Supplier<Optional<Session>> login);
}
