package io.chatalot.webhooks.application.contract;

/** The contract of {@link io.chatalot.webhooks.application.driven.MessageLog}. */
public interface MessageLogContract
    extends MessageAppendContract,
        MessageOnceContract,
        MessageFirstUseContract,
        MessageKeyContract,
        MessageChangeContract,
        MessagePageContract,
        MessageFeedContract {}
