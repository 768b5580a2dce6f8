package io.chatalot.webhooks.application.driving.call;

/**
 * All verbs of a caller, who has the token of a webhook. HTTP takes this interface, so an embedder
 * can wrap the {@link io.chatalot.webhooks.application.WebhookCaller} and hand HTTP the wrapper.
 */
public interface CallWebhooks
    extends AdmitCall,
        ExecuteWebhook,
        SendPayload,
        PutMessage,
        InspectWebhook,
        ReviseMessage,
        SettleRefusals {}
