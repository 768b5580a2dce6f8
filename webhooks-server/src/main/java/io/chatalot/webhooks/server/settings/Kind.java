package io.chatalot.webhooks.server.settings;

import java.util.function.Function;

/**
 * How the text of a setting becomes a value.
 *
 * @param <T> the type of the value
 * @param unit what the value counts, empty where it counts nothing
 * @param bounds the values that are taken, in words
 * @param keepsEdges whether white space at the ends belongs to the value
 * @param parser throws an {@link IllegalArgumentException} with a message "must be …" for any other
 *     text; the message never quotes what may hold a secret
 */
record Kind<T>(String unit, String bounds, boolean keepsEdges, Function<String, T> parser) {
  Kind(String bounds, Function<String, T> parser) {
    this("", bounds, false, parser);
  }

  T parse(String text) {
    if (!Launch.isReadable(text)) {
      throw new IllegalArgumentException(
          "must be in UTF-8; if it is, the locale must be of UTF-8 too, such as LC_ALL=C.UTF-8");
    }
    return parser.apply(keepsEdges ? text : text.strip());
  }
}
