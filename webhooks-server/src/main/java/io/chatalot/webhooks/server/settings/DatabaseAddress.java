package io.chatalot.webhooks.server.settings;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a database is and how to log in there. {@code toString} shows neither a password nor the
 * parameters of the URL, which may hold one.
 *
 * @param jdbcUrl what the driver understands, without user and password where they were given apart
 * @param user empty if the URL's parameters or the driver's defaults say it
 * @param password as user
 */
public record DatabaseAddress(String jdbcUrl, Optional<String> user, Optional<String> password) {
  public DatabaseAddress {
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /** As much as may be printed: hosts, ports and the database's name. */
  public String shown() {
    int query = jdbcUrl.indexOf('?');
    return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
  }

  @Override
  public String toString() {
    return "DatabaseAddress[" + shown() + "]";
  }
}
