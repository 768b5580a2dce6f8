/**
 * The driven ports on PostgreSQL, for any number of nodes that share one database: {@link
 * io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore}, {@link
 * io.chatalot.webhooks.adapter.jdbc.JdbcAuditTrail} and {@link
 * io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog}. All share one {@link
 * io.chatalot.webhooks.adapter.jdbc.database.Database}, after {@link
 * io.chatalot.webhooks.adapter.jdbc.Migrations} have made its tables:
 *
 * <pre>{@code
 * Migrations.migrate(dataSource);
 * var database = new Database(dataSource);
 * var webhooks = new JdbcWebhookStore(database);
 * var audit = new JdbcAuditTrail(database);
 * try (var messages = new JdbcMessageLog(database, dataSource)) {
 *   ...
 * }
 * }</pre>
 */
package io.chatalot.webhooks.adapter.jdbc;
