package io.chatalot.webhooks.architecture.planted.adapter.jdbc.row;

/** The stores' own. */
public interface Row {}
