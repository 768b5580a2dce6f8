package io.chatalot.webhooks.server.settings;

import java.util.Optional;
import java.util.function.Function;

/**
 * One setting of the server: a row of {@link SettingsTable}.
 *
 * @param <T> the type of its value; an {@link Optional} where the setting may have none
 * @param name the environment variable that holds it
 * @param kind how its text is read, with the unit and the bounds of its value
 * @param defaultText the text that counts where the variable is not set; empty if none does
 * @param without what holds where the variable is not set, in words; empty if there is a default
 * @param secret whether its value must never be shown
 * @param meaning what it changes, in sentences of Markdown
 * @param parser reads the text, or gives the value where the variable is not set; throws an {@link
 *     IllegalArgumentException} whose message goes on after the name, as in "must be …"
 */
record Setting<T>(
    String name,
    Kind<?> kind,
    Optional<String> defaultText,
    String without,
    boolean secret,
    String meaning,
    Function<Optional<String>, T> parser) {

  /** A setting with a default in the form of its text. */
  static <T> Setting<T> of(String name, Kind<T> kind, String defaultText, String meaning) {
    return new Setting<>(
        name,
        kind,
        Optional.of(defaultText),
        "",
        false,
        meaning,
        given -> kind.parse(given.orElse(defaultText)));
  }

  /** A setting whose value where it is not set has no text. */
  static <T> Setting<T> of(String name, Kind<T> kind, T unset, String without, String meaning) {
    return new Setting<>(
        name,
        kind,
        Optional.empty(),
        without,
        false,
        meaning,
        given -> given.map(kind::parse).orElse(unset));
  }

  /** A setting that may have no value. */
  static <T> Setting<Optional<T>> optional(
      String name, Kind<T> kind, String without, String meaning) {
    return new Setting<>(
        name, kind, Optional.empty(), without, false, meaning, given -> given.map(kind::parse));
  }

  /** The same setting, whose value is never shown. */
  Setting<T> asSecret() {
    return new Setting<>(name, kind, defaultText, without, true, meaning, parser);
  }

  /** What an environment says of it. */
  T read(Optional<String> given) {
    return parser.apply(given.filter(text -> !text.isBlank()));
  }

  /** A value as logs and people may see it; a secret is masked. */
  String shown(Object value) {
    if (value.equals(read(Optional.empty()))) {
      return defaultText.orElse(without);
    }
    Object held = value instanceof Optional<?> optional ? optional.orElseThrow() : value;
    return secret ? "***" : held.toString();
  }
}
