package io.chatalot.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
  @ParameterizedTest
  @CsvSource({
    "OWNER,     true,  true",
    "ADMIN,     true,  true",
    "MODERATOR, false, true",
    "MEMBER,    false, false"
  })
  void aRoleDecidesWhoManagesWebhooksAndWhoRemovesMessages(
      Role role, boolean manages, boolean removes) {
    assertThat(role.mayManageWebhooks()).isEqualTo(manages);
    assertThat(role.mayRemoveMessages()).isEqualTo(removes);
  }
}
