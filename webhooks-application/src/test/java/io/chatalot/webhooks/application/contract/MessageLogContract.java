package io.chatalot.webhooks.application.contract;

/** What every {@link io.chatalot.webhooks.application.driven.MessageLog} does. */
public interface MessageLogContract
    extends MessageAppendContract,
        MessageOnceContract,
        MessageChangeContract,
        MessagePageContract,
        MessageFeedContract {}
