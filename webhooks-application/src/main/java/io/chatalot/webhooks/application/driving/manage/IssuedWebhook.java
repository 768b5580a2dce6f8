package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.Token;

/** A webhook at the one moment that its token is to be had. */
public record IssuedWebhook(ListedWebhook webhook, Token token) {}
