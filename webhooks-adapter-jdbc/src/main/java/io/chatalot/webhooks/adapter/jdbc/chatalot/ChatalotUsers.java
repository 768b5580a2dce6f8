package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Chatalot's accounts, suspended ones too. Nothing is cached, so a suspension holds at once. Safe
 * for use by many threads.
 */
public final class ChatalotUsers {
  private static final String COLUMNS =
      """
      SELECT id, username, display_name, is_owner OR is_admin AS runs_instance,
        suspended_at IS NOT NULL AS suspended
      FROM public.users
      """;

  private final Database database;

  public ChatalotUsers(Database database) {
    this.database = database;
  }

  /** The account with this id; empty if there is none. */
  public Optional<ChatalotUser> user(UserId id) {
    return Optional.ofNullable(users(Set.of(id)).get(id));
  }

  /** The accounts with these ids that exist, by one query. */
  public Map<UserId, ChatalotUser> users(Set<UserId> ids) {
    return database.call(
        handle ->
            handle
                .createQuery(COLUMNS + "WHERE id = ANY (:ids)")
                .bindArray("ids", UUID.class, ids.stream().map(UserId::value).toList())
                .map((row, context) -> user(row))
                .collect(Collectors.toMap(ChatalotUser::id, Function.identity())));
  }

  /** The account with exactly this username; empty if there is none. */
  public Optional<ChatalotUser> named(String username) {
    return database.call(
        handle ->
            handle
                .createQuery(COLUMNS + "WHERE username = :username")
                .bind("username", username)
                .map((row, context) -> user(row))
                .findOne());
  }

  private static ChatalotUser user(ResultSet row) throws SQLException {
    return new ChatalotUser(
        new UserId(Columns.uuid(row, "id")),
        row.getString("username"),
        row.getString("display_name"),
        row.getBoolean("runs_instance"),
        row.getBoolean("suspended"));
  }
}
