package io.chatalot.webhooks.server.host;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.database.Database;

/** The stores that every host has in its database. */
public record Stores(HikariDataSource pool, Database database, JdbcWebhookStore webhooks) {}
