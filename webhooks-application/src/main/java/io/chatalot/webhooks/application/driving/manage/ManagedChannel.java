package io.chatalot.webhooks.application.driving.manage;

/**
 * A channel for an Owner or Admin whose permission was checked. It is a value of one request: keep
 * it no longer, since the permission is not checked again.
 */
public interface ManagedChannel extends CreateWebhook, ListWebhooks, ReviewAudit {}
