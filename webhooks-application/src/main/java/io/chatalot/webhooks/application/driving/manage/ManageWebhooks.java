package io.chatalot.webhooks.application.driving.manage;

/**
 * All that an Owner or Admin may do with the webhooks of a community. HTTP takes this interface, so
 * an embedder can wrap the {@link io.chatalot.webhooks.application.WebhookManager} and hand HTTP
 * the wrapper.
 */
public interface ManageWebhooks
    extends AuthorizeManager,
        CreateWebhook,
        ListWebhooks,
        EditWebhook,
        ToggleWebhook,
        RotateToken,
        DeleteWebhook,
        ReviewAudit {}
