package io.chatalot.webhooks.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.host.Accounts.Session;
import io.chatalot.webhooks.adapter.http.host.Communities.ChannelListing;
import io.chatalot.webhooks.adapter.http.host.Communities.Community;
import io.chatalot.webhooks.domain.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstStartTest {
  private final Stage stage = new Stage();
  private final FirstStart firstStart =
      new FirstStart(stage.database, stage.admin, stage.passwords, stage.random);

  private final List<String> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void anEmptyDirectoryGetsAnOwnerACommunityAndAChannel() {
    firstStart.run(Optional.of("given by hand"), told::add);

    assertThat(told).isEmpty();

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
    firstStart.run(Optional.empty(), told::add);
    String made = told.get(0);

    assertThat(made).hasSize(20);
    assertThat(stage.accounts.login("owner", made)).isPresent();
    firstStart.run(Optional.empty(), told::add);

    assertThat(told).hasSize(1);
  }

  @Test
  void aLaterStartChangesNothing() {
    firstStart.run(Optional.of("given by hand"), told::add);

    firstStart.run(Optional.of("given another"), told::add);

    assertThat(told).isEmpty();
    assertThat(stage.accounts.login("owner", "given another")).isEmpty();
    assertThat(stage.count("community")).isEqualTo(1);
  }

  @Test
  void aDirectoryWithAUserIsNotEmpty() {
    stage.admin.addUser("ann", Optional.empty(), "long enough");

    firstStart.run(Optional.empty(), told::add);

    assertThat(told).isEmpty();
    assertThat(stage.count("community")).isZero();
  }

  @Test
  void aPasswordThatIsTooShortIsRefused() {
    assertThatThrownBy(() -> firstStart.run(Optional.of("short"), told::add))
        .isInstanceOf(DirectoryException.class);
    assertThat(stage.count("app_user")).isZero();
  }

  @Test
  void aPasswordThatCannotBeToldIsNoPassword() {
    assertThatThrownBy(
            () ->
                firstStart.run(
                    Optional.empty(),
                    lost -> {
                      throw new IllegalStateException("nobody hears it");
                    }))
        .hasMessageContaining("nobody hears it");
    assertThat(stage.count("app_user")).isZero();
    assertThat(stage.count("community")).isZero();

    firstStart.run(Optional.empty(), told::add);
    assertThat(stage.accounts.login("owner", told.get(0))).isPresent();
  }

  @Test
  void nodesThatStartAtOnceDoItOnce() {
    IntStream.range(0, 4)
        .mapToObj(
            i ->
                CompletableFuture.runAsync(
                    () -> firstStart.run(Optional.empty(), told::add),
                    task -> new Thread(task).start()))
        .toList()
        .forEach(CompletableFuture::join);

    assertThat(told).hasSize(1);
    assertThat(stage.count("app_user")).isEqualTo(1);
    assertThat(stage.count("channel")).isEqualTo(1);
  }
}
