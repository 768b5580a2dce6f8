package io.chatalot.webhooks.architecture.planted.application.markdown;

/** The application's own. */
public interface Renderer {}
