package io.chatalot.webhooks.adapter.jdbc.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.append.Append;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.database.LoggedBackground;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Webhook;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeedPollerTest {
  private static DataSource postgres;

  private final Subscribers subscribers = new Subscribers(LoggedBackground.create());
  private final List<ChannelId> woken = new ArrayList<>();
  private final ChannelId busy = followed();
  private final ChannelId quiet = followed();

  @BeforeAll
  static void makeDatabase() {
    postgres = TestPostgres.database();
  }

  @Test
  void thoseWhoFollowAreWokenWhereSomethingHappenedAndNowhereElse() {
    var database = new Database(postgres);
    var lookout = new FeedPoller(database, subscribers);
    lookout.look();
    assertThat(woken).as("before anything is known").containsExactlyInAnyOrder(busy, quiet);
    woken.clear();

    say(database, busy);
    lookout.look();
    lookout.look();

    assertThat(woken).containsExactly(busy);
  }

  @Test
  void whatHappenedWhileTheDatabaseCouldNotBeAskedIsSeenLater() {
    var away = TestPostgres.named(postgres, "away");
    var lookout = new FeedPoller(new Database(away), subscribers);
    lookout.look();
    woken.clear();
    say(new Database(postgres), busy);

    String name = away.getDatabaseName();
    away.setDatabaseName("nowhere");
    assertThatThrownBy(lookout::look).hasMessageContaining("nowhere");
    assertThat(woken).isEmpty();

    away.setDatabaseName(name);
    lookout.look();
    assertThat(woken).containsExactly(busy);
  }

  private ChannelId followed() {
    ChannelId channel = Samples.channel();
    subscribers.add(channel, () -> woken.add(channel));
    return channel;
  }

  private static void say(Database database, ChannelId channel) {
    Webhook webhook = Samples.added(new JdbcWebhookStore(database), channel);
    Append.OWN.execute(database, List.of(Samples.plain(webhook, "hello")));
  }
}
