package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ListedWebhook;

/**
 * A webhook for an Owner or Admin whose permission was checked. It is a value of one request: keep
 * it no longer, since the permission is not checked again.
 */
public interface ManagedWebhook
    extends EditWebhook, ToggleWebhook, WriteTemplate, RotateToken, DeleteWebhook {
  /** The webhook as it was when the permission was checked. */
  ListedWebhook shown();
}
