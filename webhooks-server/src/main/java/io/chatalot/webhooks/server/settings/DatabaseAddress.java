package io.chatalot.webhooks.server.settings;

import java.util.Objects;
import java.util.Optional;

/**
 * Address of a database, with the user and password for it. {@code toString} shows neither the
 * password nor the URL's parameters, which may hold it too.
 *
 * @param jdbcUrl a URL for PostgreSQL's JDBC driver
 * @param user empty if the URL's parameters or the driver's defaults name the user
 * @param password empty if the URL's parameters or the driver's defaults have the password
 */
public record DatabaseAddress(String jdbcUrl, Optional<String> user, Optional<String> password) {
  public DatabaseAddress {
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /** The part that may be printed: hosts, ports and the database's name. */
  public String shown() {
    int query = jdbcUrl.indexOf('?');
    return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
  }

  @Override
  public String toString() {
    return "DatabaseAddress[" + shown() + "]";
  }
}
