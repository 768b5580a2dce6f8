package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.domain.Role;
import java.util.Locale;

/** The names of roles in the table. */
final class Roles {
  private Roles() {}

  static String column(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  static Role of(String column) {
    return Role.valueOf(column.toUpperCase(Locale.ROOT));
  }
}
