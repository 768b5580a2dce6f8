package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.adapter.http.host.Accounts.Session;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Bounds password guesses and waiting log-ins. Safe for use by many threads. */
@FunctionalInterface
public interface LoginLimit {
  /** No limit: runs each log-in at once, on the caller's thread. */
  LoginLimit NONE = (attempt, login) -> CompletableFuture.completedFuture(login.get());

  /**
   * Logs in, unless too many log-ins failed or wait. Does not wait for the log-in, which may take
   * seconds. Refuses unknown and existing users alike.
   *
   * @param login checks the password, and may block; returns empty if the password is wrong
   * @return completes with the result or exception of {@code login}, or with a {@link CallRefused}
   *     if its place in the queue went to another client
   * @throws CallRefused with {@link io.chatalot.webhooks.domain.Reason#RATE_LIMITED} after too many
   *     log-ins or too many failed ones, or with {@link
   *     io.chatalot.webhooks.domain.Reason#UNAVAILABLE} if too many wait; its quota says when to
   *     retry. The password was not checked then
   */
  CompletableFuture<Optional<Session>> attempt(
      LoginAttempt attempt, Supplier<Optional<Session>> login);
}
