package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import io.chatalot.webhooks.adapter.jdbc.chatalot.HostName;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.WebhookException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A webhook in Chatalot's own table, as it is moved.
 *
 * @param name follows our rules
 * @param avatar follows our rules, or is none
 * @param hash the trace of its token; empty if the token cannot be a token of ours
 * @param mended lines on its changes and on a channel that takes no messages; they show neither the
 *     token nor the former avatar, which may hold a password
 */
record HostWebhook(
    UUID id,
    DisplayName name,
    Optional<AvatarUrl> avatar,
    Optional<TokenHash> hash,
    List<String> mended) {
  private static final Set<String> UNFIT = Set.of("dm", "gallery");

  /**
   * Reads the columns {@code id}, {@code name}, {@code avatar_url}, {@code token} and {@code
   * channel_type}.
   */
  static HostWebhook read(ResultSet row) throws SQLException {
    UUID id = Columns.uuid(row, "id");
    String name = row.getString("name");
    Optional<String> avatar =
        Optional.ofNullable(row.getString("avatar_url")).filter(url -> !url.isEmpty());
    Optional<TokenHash> hash = Token.parse(row.getString("token")).map(Token::hash);

    DisplayName mendedName = HostName.mended(name);
    Optional<AvatarUrl> mendedAvatar = avatar.flatMap(HostWebhook::avatar);
    var mended = new ArrayList<String>();
    if (!mendedName.value().equals(name)) {
      mended.add(
          "Webhook "
              + id
              + " is named \""
              + mendedName
              + "\" now: its former name broke the rules");
    }
    if (avatar.isPresent() && mendedAvatar.isEmpty()) {
      mended.add(
          "Webhook "
              + id
              + " ("
              + mendedName
              + ") has no avatar now: its former avatar broke the rules");
    }
    String type = row.getString("channel_type");
    if (UNFIT.contains(type)) {
      mended.add(
          "Webhook "
              + id
              + " ("
              + mendedName
              + ") is in a channel of the type "
              + type
              + ", which takes no messages of webhooks: its URL answers 404");
    }
    return new HostWebhook(id, mendedName, mendedAvatar, hash, List.copyOf(mended));
  }

  private static Optional<AvatarUrl> avatar(String url) {
    try {
      return Optional.of(new AvatarUrl(url));
    } catch (WebhookException invalid) {
      return Optional.empty();
    }
  }
}
