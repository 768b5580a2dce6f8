package io.chatalot.webhooks.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.Accounts.Session;
import io.chatalot.webhooks.adapter.http.Communities.ChannelListing;
import io.chatalot.webhooks.adapter.http.Communities.Community;
import io.chatalot.webhooks.domain.Role;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstStartTest {
  private final Stage stage = new Stage();
  private final FirstStart firstStart =
      new FirstStart(stage.database, stage.admin, stage.passwords, stage.random);

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void anEmptyDirectoryGetsAnOwnerACommunityAndAChannel() {
    assertThat(firstStart.run(Optional.of("given by hand"))).isEmpty();

    Session session = stage.accounts.login("owner", "given by hand").orElseThrow();
    Community community = stage.communities.communitiesOf(session.user().id()).get(0);
    assertThat(community.name()).isEqualTo("Chatalot");
    assertThat(community.role()).isEqualTo(Role.OWNER);
    assertThat(stage.communities.channelsOf(community.id(), session.user().id()).orElseThrow())
        .extracting(ChannelListing::name)
        .containsExactly("general");
  }

  @Test
  void aPasswordIsMadeOnceIfNoneIsGiven() {
    String made = firstStart.run(Optional.empty()).orElseThrow();

    assertThat(made).hasSize(20);
    assertThat(stage.accounts.login("owner", made)).isPresent();
    assertThat(firstStart.run(Optional.empty())).isEmpty();
  }

  @Test
  void aLaterStartChangesNothing() {
    firstStart.run(Optional.of("given by hand"));

    assertThat(firstStart.run(Optional.of("given another"))).isEmpty();
    assertThat(stage.accounts.login("owner", "given another")).isEmpty();
    assertThat(stage.count("community")).isEqualTo(1);
  }

  @Test
  void aDirectoryWithAUserIsNotEmpty() {
    stage.admin.addUser("ann", Optional.empty(), "long enough");

    assertThat(firstStart.run(Optional.empty())).isEmpty();
    assertThat(stage.count("community")).isZero();
  }

  @Test
  void aPasswordThatIsTooShortIsRefused() {
    assertThatThrownBy(() -> firstStart.run(Optional.of("short")))
        .isInstanceOf(DirectoryException.class);
    assertThat(stage.count("app_user")).isZero();
  }

  @Test
  void nodesThatStartAtOnceDoItOnce() {
    long made =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> firstStart.run(Optional.empty()), task -> new Thread(task).start()))
            .toList()
            .stream()
            .filter(result -> result.join().isPresent())
            .count();

    assertThat(made).isEqualTo(1);
    assertThat(stage.count("app_user")).isEqualTo(1);
    assertThat(stage.count("channel")).isEqualTo(1);
  }
}
