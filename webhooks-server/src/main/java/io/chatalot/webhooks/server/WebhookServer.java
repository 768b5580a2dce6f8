package io.chatalot.webhooks.server;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.chatalot.webhooks.adapter.http.HttpServer;
import io.chatalot.webhooks.adapter.http.ServerApi;
import io.chatalot.webhooks.adapter.http.WebhooksApi;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.tool.template.engine.PebbleTemplates;
import io.chatalot.webhooks.adapter.jdbc.JdbcAuditTrail;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.JdbcPayloadCaptures;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.WebhookCaller;
import io.chatalot.webhooks.application.WebhookManager;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.server.chatalot.BesideChatalot;
import io.chatalot.webhooks.server.command.AdminAccess;
import io.chatalot.webhooks.server.database.Readiness;
import io.chatalot.webhooks.server.embedded.EmbeddedDatabase;
import io.chatalot.webhooks.server.embedded.EmbeddedDatabaseException;
import io.chatalot.webhooks.server.host.Foundation;
import io.chatalot.webhooks.server.host.Host;
import io.chatalot.webhooks.server.host.StandaloneHost;
import io.chatalot.webhooks.server.limit.BucketRateLimiter;
import io.chatalot.webhooks.server.operation.BackgroundFailures;
import io.chatalot.webhooks.server.operation.Chore;
import io.chatalot.webhooks.server.operation.ClockCheck;
import io.chatalot.webhooks.server.operation.Closer;
import io.chatalot.webhooks.server.operation.ExposureWarnings;
import io.chatalot.webhooks.server.operation.Housekeeping;
import io.chatalot.webhooks.server.operation.Metrics;
import io.chatalot.webhooks.server.settings.Causes;
import io.chatalot.webhooks.server.settings.DatabaseAddress;
import io.chatalot.webhooks.server.settings.ServerException;
import io.chatalot.webhooks.server.settings.Settings;
import io.chatalot.webhooks.server.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the server. It serves from {@link #start} to {@link #close}. */
public final class WebhookServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
  private static final BigDecimal MISSES_A_SECOND = new BigDecimal(10);
  private static final int MISSES_IN_A_ROW = 100;

  private final Closer closing;
  private final URI publicUrl;
  private final int port;

  private WebhookServer(Closer closing, URI publicUrl, int port) {
    this.closing = closing;
    this.publicUrl = publicUrl;
    this.port = port;
  }

  /**
   * Starts the server, and returns when it serves.
   *
   * @param madePassword gets the password that a first start makes if none is set, before the
   *     password counts; it is kept nowhere else. An exception of it ends the start, and nothing
   *     was made. Other nodes that start wait for it. If the database goes away right after it, the
   *     password may count or not; the last password given counts
   * @throws SettingsException if a setting contradicts existing data or files
   * @throws ServerException if another cause that the operator can mend prevents the start
   */
  public static WebhookServer start(Settings settings, Consumer<String> madePassword) {
    var closing = new Closer();
    try {
      return start(settings, madePassword, closing);
    } catch (RuntimeException | Error e) {
      closing.close();
      throw e;
    }
  }

  /** As above; {@code closing} holds the resources, also if the start fails. */
  static WebhookServer start(Settings settings, Consumer<String> madePassword, Closer closing) {
    return start(
        settings,
        madePassword,
        closing,
        (folder, background) ->
            EmbeddedDatabase.forServer(folder, background, EmbeddedDatabase.PATIENCE, () -> {}));
  }

  /**
   * As above.
   *
   * @param closing gets the resources, also if the start fails; another thread may close it at any
   *     time
   * @param embedded starts the embedded database of a data directory, which is watched in the
   *     background
   */
  static WebhookServer start(
      Settings settings,
      Consumer<String> madePassword,
      Closer closing,
      BiFunction<Path, Background, EmbeddedDatabase> embedded) {
    requireFree(settings);
    settings.tls().ifPresent(WebhookServer::requireUsable);
    InstantSource clock = InstantSource.system();
    var random = new SecureRandom();
    TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator(random);

    Metrics metrics = closing.later(new Metrics());
    var background =
        new Background(
            new BackgroundFailures(metrics.background()),
            WebhookServer::logFailure,
            System::nanoTime);
    Host host =
        host(
            new Foundation(settings, clock, random, metrics, background, closing),
            madePassword,
            embedded);
    Database database = host.stores().database();
    JdbcWebhookStore webhooks = host.stores().webhooks();
    JdbcMessageLog messages =
        closing.later(
            new JdbcMessageLog(
                database,
                host.messageTables(),
                host.stores().pool(),
                JdbcMessageLog.DEFAULT_QUEUE_CAPACITY,
                metrics::committed,
                background));
    host.attach(messages);
    RateLimiter calls =
        metrics.counted(
            "webhook", BucketRateLimiter.of(settings.rateLimit(), settings.rateBurst()));
    RateLimiter misses =
        metrics.counted(
            "misses",
            settings.rateLimit().signum() == 0
                ? RateLimiter.UNLIMITED
                : new BucketRateLimiter(MISSES_A_SECOND, MISSES_IN_A_ROW));

    var captures = new JdbcPayloadCaptures(database);
    var manager =
        new WebhookManager(
            webhooks,
            new JdbcAuditTrail(database),
            host.directory(),
            captures,
            settings.maxPerChannel(),
            ids::generate,
            random);
    var caller =
        new WebhookCaller(
            webhooks,
            new CaffeineWebhookCache(),
            host.directory(),
            messages,
            calls,
            misses,
            metrics.refusals(),
            captures,
            ids::generate,
            clock);
    var reader = new MessageReader(messages, host.directory());

    var http = new AtomicReference<HttpServer>();
    Supplier<URI> publicUrl = () -> settings.publicUrl(http.get().port());
    var readiness = new Readiness(database, messages);
    var api =
        new WebhooksApi(
            manager,
            caller,
            reader,
            new PebbleTemplates(),
            host.authenticator(),
            publicUrl,
            settings.maxStreamsPerUser(),
            background);
    ServerApi server = host.api(readiness, metrics::scrape, publicUrl);
    http.set(closing.later(new HttpServer(api, server, metrics, settings.http())));
    metrics.watch("webhook.queue.messages", messages::queueLength);
    metrics.watch("webhook.queue.capacity", messages::queueCapacity);
    metrics.watch("webhook.streams.open", api::openStreams);
    metrics.watchCount("webhook.refusals.dropped", api::droppedRefusals);
    metrics.watch("webhook.connections.open", http.get()::openConnections);
    metrics.watch("webhook.connections.max", http.get()::maxConnections);
    var chores = new ArrayList<Chore>();
    chores.add(new Chore("key", messages::forgetExpiredKeys));
    chores.add(new Chore("capture", captures::forgetExpired));
    chores.addAll(host.chores());
    closing.later(new Housekeeping(chores, metrics, background));
    ClockCheck clocks = closing.later(new ClockCheck(database, clock, LOG, background));
    metrics.watchSeconds("webhook.clock.offset", clocks::offsetSeconds);
    listen(http.get(), settings);
    ExposureWarnings.warnings(settings, publicUrl.get()).forEach(LOG::warn);
    closing.later(host::stopping);
    closing.later(readiness::stopping);
    return new WebhookServer(closing, publicUrl.get(), http.get().port());
  }

  private static Host host(
      Foundation foundation,
      Consumer<String> madePassword,
      BiFunction<Path, Background, EmbeddedDatabase> embedded) {
    Settings settings = foundation.settings();
    if (settings.chatalot().isPresent()) {
      return BesideChatalot.open(foundation, settings.chatalot().get());
    }
    DatabaseAddress address =
        settings
            .databaseUrl()
            .orElseGet(
                () ->
                    AdminAccess.addressOf(
                        foundation
                            .closing()
                            .later(embedded.apply(settings.dataDir(), foundation.background()))));
    return StandaloneHost.open(foundation, address, madePassword);
  }

  /**
   * Checks the address before a first start makes anything, since a server that cannot listen had
   * better not begin.
   */
  private static void requireFree(Settings settings) {
    var address = new InetSocketAddress(settings.host(), settings.port());
    if (address.isUnresolved()) {
      throw new ServerException("WEBHOOKS_HOST: the host " + settings.host() + " cannot be found");
    }
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
    } catch (IOException taken) {
      throw cannotListen(settings, taken);
    }
  }

  /** Logs a failure, without its stack trace if the message alone helps the operator. */
  private static void logFailure(String task, Throwable failure) {
    if (failure instanceof EmbeddedDatabaseException) {
      LOG.warn("The task {} failed, and goes on: {}", task, failure.getMessage());
    } else {
      LOG.error("The task {} failed, and goes on", task, failure);
    }
  }

  private static void requireUsable(TlsFiles files) {
    try {
      files.require();
    } catch (IllegalArgumentException unusable) {
      String why = unusable.getCause() instanceof IOException io ? ": " + Causes.of(io) : "";
      throw new SettingsException(
          List.of("WEBHOOKS_TLS_CERTIFICATE and WEBHOOKS_TLS_KEY: " + unusable.getMessage() + why));
    }
  }

  private static void listen(HttpServer http, Settings settings) {
    try {
      http.start();
    } catch (UncheckedIOException taken) {
      throw cannotListen(settings, taken.getCause());
    }
  }

  private static ServerException cannotListen(Settings settings, IOException cause) {
    return new ServerException(
        String.format(
            Locale.ROOT,
            "The server cannot listen on %s, port %d (%s): choose another WEBHOOKS_HOST or"
                + " WEBHOOKS_PORT, or stop what listens there",
            settings.host(),
            settings.port(),
            Causes.of(cause)));
  }

  /** The TCP port of the server. */
  public int port() {
    return port;
  }

  /** The beginning of webhook URLs. */
  public URI publicUrl() {
    return publicUrl;
  }

  /** Takes no new work, finishes and answers accepted work, and ends, within 10 s. */
  @Override
  public void close() {
    closing.close();
  }
}
