package io.chatalot.webhooks.architecture.planted.application.driven;

/** A driven port. */
public interface Store {}
