package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class ChatalotHostTest {
  private final ChatalotHost host = ChatalotHost.create();

  @Test
  void theRoleReadsWhatItNeedsAndNoSecrets() {
    var role = Jdbi.create(host.asRole());

    String channel =
        role.withHandle(
            handle ->
                handle
                    .createQuery("SELECT name FROM public.channels WHERE id = :id")
                    .bind("id", ChatalotHost.id("a1"))
                    .mapTo(String.class)
                    .one());

    assertThat(channel).isEqualTo("builds");
    for (String secret :
        new String[] {"ciphertext FROM public.messages", "email FROM public.users"}) {
      assertThatThrownBy(() -> role.useHandle(handle -> handle.execute("SELECT " + secret)))
          .hasMessageContaining("permission denied");
    }
  }
}
