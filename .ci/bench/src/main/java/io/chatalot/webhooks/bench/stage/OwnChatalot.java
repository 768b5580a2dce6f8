package io.chatalot.webhooks.bench.stage;

import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A Chatalot of our own: a live one's tables and rows, the restricted role of the nodes beside it,
 * and the key of its access tokens. Its server does not run.
 */
public final class OwnChatalot {
  /** The setting that puts a node beside a Chatalot. */
  static final String DATABASE_URL = "WEBHOOKS_CHATALOT_DATABASE_URL";

  private static final UUID OWNER = ChatalotHost.id("3");
  private static final UUID COMMUNITY = ChatalotHost.id("c1");
  private static final UUID GROUP = ChatalotHost.id("e1");
  private static final UUID SENDER = ChatalotHost.id("5e");
  private static final String SENDER_NAME = "integrations";

  private final OwnDatabase database;
  private final AccessKey key;

  /**
   * Makes the tables in an empty database, with an account for the sender of webhooks' messages.
   *
   * @param folder gets the public key
   */
  public OwnChatalot(OwnDatabase database, Path folder) {
    this.database = database;
    var superuser = new PGSimpleDataSource();
    superuser.setServerNames(new String[] {"127.0.0.1"});
    superuser.setPortNumbers(new int[] {database.port()});
    superuser.setDatabaseName(database.name());
    superuser.setUser(database.user());
    superuser.setPassword(database.password());
    ChatalotHost.in(superuser);
    database.execute(
        String.format(
            Locale.ROOT,
            """
            INSERT INTO public.users (id, username, display_name, email, password_hash)
            VALUES ('%1$s', '%2$s', 'Integrations', 'integrations@example.com', '');
            INSERT INTO public.community_members (community_id, user_id) VALUES ('%3$s', '%1$s');
            """,
            SENDER,
            SENDER_NAME,
            COMMUNITY));
    key = new AccessKey(folder);
  }

  /**
   * The settings of a node beside this Chatalot.
   *
   * @param way the way to its database
   */
  public Map<String, String> settings(OwnDatabase way) {
    return Map.of(
        DATABASE_URL,
        way.as(ChatalotHost.ROLE, ChatalotHost.PASSWORD).url(),
        "WEBHOOKS_CHATALOT_PUBLIC_KEY",
        key.publicKey().toString(),
        "WEBHOOKS_CHATALOT_SENDER",
        SENDER_NAME);
  }

  /** The calls of the community's owner. */
  public Api api(Node node) {
    return new Api(node, key.token(OWNER, "owner"));
  }

  /**
   * Creates channels, and webhooks spread over them.
   *
   * @param node beside this Chatalot
   * @return the tokens of the webhooks
   */
  public List<String> webhooks(Node node, int channels, int webhooks) {
    database.execute(
        String.format(
            Locale.ROOT,
            """
            INSERT INTO public.channels (id, name, channel_type, created_by, group_id)
            SELECT %1$s, 'channel-' || n, 'text', '%2$s', '%3$s' FROM generate_series(1, %5$d) AS n;
            INSERT INTO public.channel_members (channel_id, user_id, role)
            SELECT %1$s, '%2$s', 'owner' FROM generate_series(1, %5$d) AS n;
            INSERT INTO public.channel_members (channel_id, user_id, role)
            SELECT %1$s, '%4$s', 'member' FROM generate_series(1, %5$d) AS n;
            """,
            String.format(Locale.ROOT, Seeds.CHANNEL_ID, "n"),
            OWNER,
            GROUP,
            SENDER,
            channels));
    Api api = api(node);
    var tokens = new ArrayList<String>();
    for (int i = 0; i < webhooks; i++) {
      tokens.add(api.create(Seeds.channel(i % channels + 1)).path("token").textValue());
    }
    return tokens;
  }

  /** The ids of messages in Chatalot's table that came by webhooks of nodes. */
  public static String hosted() {
    return "SELECT id FROM public.messages WHERE message_type = 'webhook' AND id <> '"
        + ChatalotHost.id("f1")
        + "'";
  }
}
