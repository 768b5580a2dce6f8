package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.adapter.http.host.Accounts.Session;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Bounds how often passwords are guessed, and how many log-ins wait for each other. Safe for use by
 * many threads.
 */
@FunctionalInterface
public interface LoginLimit {
  /** Bounds nothing: each log-in is done at once, by the thread that asks. */
  LoginLimit NONE = (attempt, login) -> CompletableFuture.completedFuture(login.get());

  /**
   * Logs in, unless there are too many log-ins. Returns without waiting for the log-in, which may
   * take seconds. Whether there is such a user makes no difference to what is refused.
   *
   * @param login tries the password, and may block; empty if it is wrong
   * @return completes with what the login returned, or fails as it did, or with a {@link
   *     CallRefused} if its place was given to another client
   * @throws CallRefused with {@link io.chatalot.webhooks.domain.Reason#RATE_LIMITED} if too many
   *     have failed or been made, or with {@link io.chatalot.webhooks.domain.Reason#UNAVAILABLE} if
   *     too many wait; its quota says when to come again. Then nothing was tried
   */
  CompletableFuture<Optional<Session>> attempt(
      LoginAttempt attempt, Supplier<Optional<Session>> login);
}
