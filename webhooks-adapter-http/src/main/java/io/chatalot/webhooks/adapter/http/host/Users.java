package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.domain.UserId;
import java.util.Optional;

/** Finds users' accounts. Safe for use by many threads. */
@FunctionalInterface
public interface Users {
  /** The user's account; empty if it does not exist. */
  Optional<User> user(UserId id);
}
