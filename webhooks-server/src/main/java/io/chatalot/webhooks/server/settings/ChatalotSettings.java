package io.chatalot.webhooks.server.settings;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How the server works beside a Chatalot, on its database.
 *
 * @param address Chatalot's database, with a role of our own
 * @param publicKey PEM file with the Ed25519 key that checks Chatalot's access tokens
 * @param sender username of the account that webhooks' messages are sent by in Chatalot; empty
 *     sends them without an account
 * @param move whether the start moves Chatalot's own webhooks here
 */
public record ChatalotSettings(
    DatabaseAddress address, Path publicKey, Optional<String> sender, boolean move) {
  public ChatalotSettings {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(sender, "sender");
  }
}
