package io.chatalot.webhooks.adapter.jdbc.chatalot.check;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.UserId;
import java.util.List;

/**
 * The communities that a sending account is not in. Chatalot's client does not know the account's
 * name there.
 *
 * @param communities the number of all communities
 * @param missed the number of communities that the account is not in
 * @param names the names of the first {@value #MOST} of those, in alphabetical order
 */
public record ChatalotSender(long communities, long missed, List<String> names) {
  /** The most names. */
  public static final int MOST = 20;

  public ChatalotSender {
    names = List.copyOf(names);
  }

  /** Looks for the account's memberships. */
  public static ChatalotSender of(Database database, UserId account) {
    return database.inTransaction(
        handle -> {
          String missed =
              """
              FROM public.communities AS community
              WHERE NOT EXISTS (
                SELECT FROM public.community_members AS membership
                WHERE membership.community_id = community.id AND membership.user_id = :account)
              """;
          long all =
              handle.createQuery("SELECT count(*) FROM public.communities").mapTo(Long.class).one();
          long count =
              handle
                  .createQuery("SELECT count(*) " + missed)
                  .bind("account", account.value())
                  .mapTo(Long.class)
                  .one();
          List<String> names =
              handle
                  .createQuery("SELECT name " + missed + "ORDER BY lower(name), id LIMIT :most")
                  .bind("account", account.value())
                  .bind("most", MOST)
                  .mapTo(String.class)
                  .list();
          return new ChatalotSender(all, count, names);
        });
  }
}
