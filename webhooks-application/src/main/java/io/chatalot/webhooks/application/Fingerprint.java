package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Tells whether two commands say the same, without keeping what they say. */
final class Fingerprint {
  private Fingerprint() {}

  /** 64 hexadecimal digits. */
  static String of(Command command) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    add(digest, Optional.of(command.content().value()));
    add(digest, command.username().map(DisplayName::value));
    add(digest, command.avatarUrl().map(AvatarUrl::value));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** U+0001 begins a present value, and U+0000, which no value contains, ends each value. */
  private static void add(MessageDigest digest, Optional<String> value) {
    value.ifPresent(
        text -> {
          digest.update((byte) 1);
          digest.update(text.getBytes(StandardCharsets.UTF_8));
        });
    digest.update((byte) 0);
  }
}
