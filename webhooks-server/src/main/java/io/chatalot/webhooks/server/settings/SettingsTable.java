package io.chatalot.webhooks.server.settings;

import static io.chatalot.webhooks.server.settings.Setting.optional;

import io.chatalot.webhooks.adapter.http.HttpOptions;
import io.chatalot.webhooks.adapter.http.WebhooksApi;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.adapter.jdbc.MessagePartitions;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All settings, one row each. {@link Settings} is read by this table, and {@code docs/settings.md}
 * shows it.
 */
final class SettingsTable {
  private static final int SHORTEST_RETENTION = (int) MessageRetention.SHORTEST.toDays();
  private static final int MILLION = 1_000_000;

  static final Setting<String> HOST =
      Setting.of(
          "WEBHOOKS_HOST",
          Kinds.host(),
          "127.0.0.1",
          "Host name or IP address to listen on. `0.0.0.0` listens on all IPv4 addresses, `::` on"
              + " all.");

  static final Setting<Integer> PORT =
      Setting.of(
          "WEBHOOKS_PORT",
          Kinds.wholeNumber("", 0, 65_535),
          "8080",
          "TCP port to listen on. 0 takes a free port and prints it.");

  static final Setting<Optional<URI>> PUBLIC_URL =
      optional(
          "WEBHOOKS_PUBLIC_URL",
          Kinds.publicUrl(),
          "`http://HOST:PORT`, or `https://HOST:PORT` with TLS",
          "URL at which callers and browsers reach the server; webhook URLs begin with it. With"
              + " `https` browsers are made to use HTTPS only.");

  static final Setting<Optional<DatabaseAddress>> DATABASE_URL =
      optional(
          "WEBHOOKS_DATABASE_URL",
          Kinds.database(),
          "the embedded PostgreSQL",
          "PostgreSQL, version 14 or later, that keeps all data. Several hosts of one cluster stand"
              + " as `host:port,host:port`. User and password are percent-encoded.");

  static final Setting<Path> DATA_DIR =
      Setting.of(
          "WEBHOOKS_DATA_DIR",
          Kinds.path(),
          "./chatalot-data",
          "Folder of the embedded PostgreSQL. Unused with `WEBHOOKS_DATABASE_URL` or"
              + " `WEBHOOKS_CHATALOT_DATABASE_URL`.");

  static final Setting<Optional<DatabaseAddress>> CHATALOT_DATABASE_URL =
      optional(
          "WEBHOOKS_CHATALOT_DATABASE_URL",
          Kinds.database(),
          "a standalone server",
          "PostgreSQL of a live Chatalot, beside which the server works: its users, communities,"
              + " channels and messages. In the form of `WEBHOOKS_DATABASE_URL`.");

  static final Setting<Optional<Path>> CHATALOT_PUBLIC_KEY =
      optional(
          "WEBHOOKS_CHATALOT_PUBLIC_KEY",
          Kinds.path(),
          "none",
          "PEM file with the Ed25519 public key of Chatalot's access tokens. Set together with"
              + " `WEBHOOKS_CHATALOT_DATABASE_URL`; read again when the file changes.");

  static final Setting<Optional<String>> CHATALOT_SENDER =
      optional(
          "WEBHOOKS_CHATALOT_SENDER",
          Kinds.chatalotUsername(),
          "messages without an account",
          "Username of the account that sends webhooks' messages in Chatalot: its client shows the"
              + " account's name and counts the messages as unread.");

  static final Setting<Boolean> CHATALOT_MOVE =
      Setting.of(
          "WEBHOOKS_CHATALOT_MOVE",
          Kinds.flag(),
          "false",
          "Moves the webhooks that Chatalot's own server made, at the start. Their URLs stay the"
              + " same.");

  static final Setting<Optional<String>> OWNER_PASSWORD =
      optional(
              "WEBHOOKS_OWNER_PASSWORD",
              Kinds.password(),
              "made and printed once",
              "Password of the user `owner`, whom the first start makes. Later starts ignore it.")
          .asSecret();

  static final Setting<BigDecimal> RATE_LIMIT =
      Setting.of(
          "WEBHOOKS_RATE_LIMIT",
          Kinds.rate(),
          "5",
          "Calls that each webhook may take in the long run. 0 switches off this limit and the"
              + " limit on calls with an unknown token.");

  static final Setting<Integer> RATE_BURST =
      Setting.of(
          "WEBHOOKS_RATE_BURST",
          Kinds.wholeNumber("calls", 1, MILLION),
          "30",
          "Calls that each webhook may take in a row.");

  static final Setting<Integer> MAX_PER_CHANNEL =
      Setting.of(
          "WEBHOOKS_MAX_PER_CHANNEL",
          Kinds.wholeNumber("webhooks", 1, MILLION),
          "50",
          "Webhooks that a channel may have.");

  static final Setting<Integer> MAX_STREAMS_PER_USER =
      Setting.of(
          "WEBHOOKS_MAX_STREAMS_PER_USER",
          Kinds.wholeNumber("streams", 1, MILLION),
          Integer.toString(WebhooksApi.DEFAULT_STREAMS_PER_USER),
          "Event streams that a user may have open on a node. A session may have half as many.");

  static final Setting<Integer> RETENTION_DAYS =
      Setting.of(
          "WEBHOOKS_RETENTION_DAYS",
          Kinds.zeroOr("days", SHORTEST_RETENTION, 36_500),
          "0",
          "Messages older than this are removed. 0 keeps messages for ever.");

  static final Setting<Integer> MESSAGE_PARTITIONS =
      Setting.of(
          "WEBHOOKS_MESSAGE_PARTITIONS",
          Kinds.zeroOr("partitions", MessagePartitions.FEWEST, MessagePartitions.MOST),
          "0",
          "Partitions of the table of messages, by channel; 0 is one plain table. The number cannot"
              + " be changed after the first partitioning ([scaling](scaling.md)).");

  static final Setting<TrustedProxies> TRUSTED_PROXIES =
      Setting.of(
          "WEBHOOKS_TRUSTED_PROXIES",
          Kinds.proxies(),
          TrustedProxies.NONE,
          "none",
          "Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` headers are trusted.");

  static final Setting<Integer> SESSION_DAYS =
      Setting.of(
          "WEBHOOKS_SESSION_DAYS",
          Kinds.wholeNumber("days", 1, 365),
          "30",
          "A session ends after so many days without use.");

  static final Setting<Set<String>> CORS_ORIGINS =
      Setting.of(
          "WEBHOOKS_CORS_ORIGINS",
          Kinds.origins(),
          Set.of(),
          "none",
          "Other origins whose pages and apps may use the API, with a bearer token (CORS).");

  static final Setting<Set<String>> CORS_EXECUTE =
      Setting.of(
          "WEBHOOKS_CORS_EXECUTE",
          Kinds.originsOrAny(),
          Set.of(),
          "none",
          "Further origins whose pages and apps may execute webhooks, and nothing else (CORS).");

  static final Setting<Optional<Path>> TLS_CERTIFICATE =
      optional(
          "WEBHOOKS_TLS_CERTIFICATE",
          Kinds.path(),
          "plain HTTP",
          "PEM file with the server's certificate (RSA or EC), followed by its intermediate"
              + " certificates. Set together with `WEBHOOKS_TLS_KEY`; read again when the file"
              + " changes.");

  static final Setting<Optional<Path>> TLS_KEY =
      optional(
          "WEBHOOKS_TLS_KEY",
          Kinds.path(),
          "plain HTTP",
          "PEM file with the certificate's key, in PKCS#8 and without a password; read again when"
              + " the file changes.");

  static final Setting<Boolean> ACCESS_LOG =
      Setting.of(
          "WEBHOOKS_ACCESS_LOG",
          Kinds.flag(),
          "false",
          "Logs each answer: method, route, status, time and client; never a token.");

  static final Setting<Integer> MAX_CONNECTIONS =
      Setting.of(
          "WEBHOOKS_MAX_CONNECTIONS",
          Kinds.wholeNumber("connections", 16, MILLION),
          Integer.toString(HttpOptions.MAX_CONNECTIONS),
          "Connections that may be open at a time. The heap bounds them too: 8 KiB each, in an"
              + " eighth of the heap.");

  static final Setting<LogFormat> LOG_FORMAT =
      Setting.of(
          LogFormat.SETTING,
          Kinds.logFormat(),
          "text",
          "Format of the log on standard error. `json` writes one object a line.");

  /** The order of the documents. */
  static final List<Setting<?>> ALL =
      List.of(
          HOST,
          PORT,
          PUBLIC_URL,
          DATABASE_URL,
          DATA_DIR,
          CHATALOT_DATABASE_URL,
          CHATALOT_PUBLIC_KEY,
          CHATALOT_SENDER,
          CHATALOT_MOVE,
          OWNER_PASSWORD,
          RATE_LIMIT,
          RATE_BURST,
          MAX_PER_CHANNEL,
          MAX_STREAMS_PER_USER,
          RETENTION_DAYS,
          MESSAGE_PARTITIONS,
          TRUSTED_PROXIES,
          SESSION_DAYS,
          CORS_ORIGINS,
          CORS_EXECUTE,
          TLS_CERTIFICATE,
          TLS_KEY,
          ACCESS_LOG,
          MAX_CONNECTIONS,
          LOG_FORMAT);

  private SettingsTable() {}
}
