package io.chatalot.webhooks.domain;

/** Why something was refused. A face (HTTP, say) turns each into its own kind of answer. */
public enum Reason {
  /** What was given breaks a rule; the violations say which. */
  INVALID,
  /** It does not exist, or the one who asks may not know that it does. */
  NOT_FOUND,
  /** The one who asks may see it, but not do this. */
  FORBIDDEN,
  /** It is fine by itself, but not beside what is already there. */
  CONFLICT,
  /** Too often; later it will work. */
  RATE_LIMITED,
  /** Something that is needed is away or full; nothing was done, and later it will work. */
  UNAVAILABLE
}
