package io.chatalot.webhooks.domain;

/** An action on a webhook. */
public enum AuditAction {
  CREATED,
  /** Its name or avatar was changed. */
  EDITED,
  SWITCHED_ON,
  SWITCHED_OFF,
  /** It was given another token. */
  ROTATED,
  DELETED
}
