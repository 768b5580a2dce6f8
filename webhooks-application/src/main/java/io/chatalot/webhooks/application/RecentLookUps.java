package io.chatalot.webhooks.application;

import io.chatalot.webhooks.domain.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the latest look-ups of tokens, to find tokens that no webhook had. It notes hits and
 * misses alike, so that noting takes the same time; an active, inactive or archived webhook makes
 * its token known again. Bounded, and safe for use by many threads.
 */
final class RecentLookUps {
  /** How long any node may go on refusing a token that a webhook has just received. */
  static final Duration LIFETIME = Duration.ofSeconds(2);

  static final int MAX_TOKENS = 4_096;

  private final Map<TokenHash, LookUp> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TokenHash, LookUp> eldest) {
          return size() > MAX_TOKENS;
        }
      };

  /**
   * @param at when the look-up began
   * @param found whether a webhook has the token, live or not
   */
  synchronized void note(TokenHash token, Instant at, boolean found) {
    latest.remove(token);
    latest.put(token, new LookUp(at, found));
  }

  /** Whether a look-up of the last two seconds found no webhook with this token. */
  synchronized boolean foundNone(TokenHash token, Instant now) {
    LookUp last = latest.get(token);
    return last != null && !last.found() && last.isRecent(now);
  }

  private record LookUp(Instant at, boolean found) {
    /** False for a look-up in the future, which a clock that was set back leaves behind. */
    boolean isRecent(Instant now) {
      return !at.isAfter(now) && at.plus(LIFETIME).isAfter(now);
    }
  }
}
