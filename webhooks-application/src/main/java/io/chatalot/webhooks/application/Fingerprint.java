package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Sha256;
import java.util.Optional;

/** Identifies the content of a command by a hash, so that the content need not be kept. */
final class Fingerprint {
  private Fingerprint() {}

  /** 64 hexadecimal digits, equal for equal commands only. */
  static String of(Command command) {
    var hash = new Sha256();
    add(hash, Optional.of(command.content().value()));
    add(hash, command.username().map(DisplayName::value));
    add(hash, command.avatarUrl().map(AvatarUrl::value));
    return hash.hex();
  }

  /** U+0001 begins a present value and U+0000, which no value contains, ends every value. */
  private static void add(Sha256 hash, Optional<String> value) {
    value.ifPresent(text -> hash.add((byte) 1).add(text));
    hash.add((byte) 0);
  }
}
