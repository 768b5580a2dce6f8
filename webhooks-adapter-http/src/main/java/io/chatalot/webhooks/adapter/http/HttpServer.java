package io.chatalot.webhooks.adapter.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Javalin of its own for a server that stands alone: {@link WebhooksApi} and {@link
 * StandaloneApi}, and a fitting answer to whatever is unknown or malformed. Uses virtual threads
 * where the JVM has them.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int VIRTUAL_THREADS_SINCE = 21;
  private static final int MAX_THREADS = 400;
  private static final int MIN_THREADS = 8;

  /** Thousands may come back at once to follow a channel; the JDK's own default is 50. */
  private static final int ACCEPT_QUEUE = 4_096;

  /**
   * Else the system lets it grow to megabytes for a client that does not read, and all connections
   * of the machine crawl when some hundreds of those have taken what memory there is for them.
   */
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  /** How long a stop waits for requests that are under way. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(6);

  private final WebhooksApi api;
  private final GracefulHandler underWay = new GracefulHandler();
  private final Javalin javalin;
  private final Optional<TlsContext> tls;
  private volatile ServerConnector connector;

  /**
   * @param observer is told of every answer
   * @throws IllegalArgumentException if the files for TLS can't be read or used
   */
  public HttpServer(
      WebhooksApi api, StandaloneApi standalone, RequestObserver observer, HttpOptions options) {
    this.api = api;
    tls = options.tls().map(TlsContext::new);
    var answering = Answering.standalone(observer, options);
    javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.http.strictContentTypes = false;
              useThreads(config);
              config.jetty.addConnector((server, http) -> listening(server, http, options));
              hardenJetty(config, options);
              api.mount(config, answering);
              standalone.mount(config, answering);
              answerTheRest(config, standalone, answering);
            });
  }

  private static void useThreads(JavalinConfig config) {
    if (Runtime.version().feature() >= VIRTUAL_THREADS_SINCE) {
      config.concurrency.useVirtualThreads = true;
    } else {
      config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    }
  }

  private void hardenJetty(JavalinConfig config, HttpOptions options) {
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          // A token may be anything, "%2F" too: it is looked up, and never taken for a file.
          http.setUriCompliance(UriCompliance.UNSAFE);
          if (!options.proxies().isEmpty()) {
            http.addCustomizer(new ForwardedRequests(options.proxies()));
          }
        });
    config.jetty.modifyServletContextHandler(
        handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new JettyProblems(options.strictTransport()));
          server.setHandler(new EagerContentHandler(underWay, new WholeBodies()));
        });
  }

  private void answerTheRest(JavalinConfig config, StandaloneApi standalone, Answering answering) {
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          answering.begin(ctx, Answering.NO_ROUTE);
          Problems.write(ctx, unmatched(e, ctx, standalone), ProblemWriter.ENVELOPE);
          answering.end(ctx, Answering.NO_ROUTE, Duration.ZERO);
        });
  }

  private Problem unmatched(HttpResponseException e, Context ctx, StandaloneApi standalone) {
    if (e.getStatus() != 404) {
      return Problem.badRequest("The request is malformed.");
    }
    return api.allowed(ctx.path())
        .or(() -> standalone.allowed(ctx.path()))
        .map(Problem::methodNotAllowed)
        .orElseGet(() -> Problem.notFound("There is nothing here."));
  }

  /** Opened before the server starts: what keeps it from listening is then the caller's to tell. */
  private ServerConnector listening(Server server, HttpConfiguration http, HttpOptions options) {
    var opened = new ServerConnector(server, protocols(http));
    opened.setHost(options.host());
    opened.setPort(options.port());
    opened.setAcceptQueueSize(ACCEPT_QUEUE);
    opened.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    try {
      opened.open();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on " + options.host() + ", port " + options.port(), e);
    }
    connector = opened;
    return opened;
  }

  private ConnectionFactory[] protocols(HttpConfiguration http) {
    var plain = new HttpConnectionFactory(http);
    if (tls.isEmpty()) {
      return new ConnectionFactory[] {plain};
    }
    // The certificate is the client's to check; it may have come by another name, or by none.
    http.addCustomizer(new SecureRequestCustomizer(false));
    var secured = new SslConnectionFactory(tls.get().factory(), plain.getProtocol());
    return new ConnectionFactory[] {secured, plain};
  }

  /**
   * Listens from now on.
   *
   * @throws UncheckedIOException if the address can't be listened on
   */
  public void start() {
    javalin.start();
  }

  Optional<TlsContext> tls() {
    return tls;
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Takes no more requests, and returns when those under way are answered, after 6 s at most. */
  @Override
  public void close() {
    api.close();
    tls.ifPresent(TlsContext::close);
    if (connector != null) {
      connector.close();
    }
    awaitAnswers();
    javalin.stop();
  }

  /** Before Jetty's own stop, which gives connections one second, whatever they are at. */
  private void awaitAnswers() {
    try {
      underWay.shutdown().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException slow) {
      LOG.warn("Requests that were under way for too long are cut off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
