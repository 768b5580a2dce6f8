package io.chatalot.webhooks.server.chatalot;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.UserId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Finds the sender of messages. */
final class ChatalotStart {
  private ChatalotStart() {}

  static Optional<UserId> check(
      Database database, Optional<String> sender, Consumer<String> warnings) {
    return sender.map(
        name ->
            new UserId(
                database.<UUID>call(
                    handle ->
                        handle
                            .createQuery("SELECT id FROM public.users WHERE username = :name")
                            .bind("name", name)
                            .mapTo(UUID.class)
                            .one())));
  }
}
