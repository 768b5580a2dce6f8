package io.chatalot.webhooks.domain;

/** The reason of a refusal. HTTP turns each reason into a status. */
public enum Reason {
  /** The input breaks rules; the violations name them. */
  INVALID,
  /** The resource does not exist, or the caller may not know that it does. */
  NOT_FOUND,
  /** The caller may see the resource, but not do this. */
  FORBIDDEN,
  /** The input is valid, but contradicts existing data. */
  CONFLICT,
  /** The caller exceeds a limit; a later call will work. */
  RATE_LIMITED,
  /** The database is away or a queue is full. Nothing was done; a later call will work. */
  UNAVAILABLE
}
