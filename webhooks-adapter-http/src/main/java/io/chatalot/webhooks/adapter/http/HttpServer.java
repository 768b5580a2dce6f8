package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.jetty.BoundedConnector;
import io.chatalot.webhooks.adapter.http.jetty.ClientConnections;
import io.chatalot.webhooks.adapter.http.jetty.ForwardedRequests;
import io.chatalot.webhooks.adapter.http.jetty.HttpOneConnections;
import io.chatalot.webhooks.adapter.http.jetty.PathEncoding;
import io.chatalot.webhooks.adapter.http.jetty.RequestMemory;
import io.chatalot.webhooks.adapter.http.jetty.WatchedBuffers;
import io.chatalot.webhooks.adapter.http.jetty.WholeBodies;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.problem.Problems;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import io.chatalot.webhooks.adapter.http.route.JettyProblems;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.tls.TlsContext;
import io.chatalot.webhooks.adapter.http.tls.WatchedTls;
import io.chatalot.webhooks.adapter.http.work.SwallowedErrors;
import io.chatalot.webhooks.application.background.Recurring;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.servlet.JavalinServlet;
import io.javalin.util.ConcurrencyUtil;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@link WebhooksApi} and {@link ServerApi} with its own Jetty, and answers every other path
 * with a problem of the contract. Uses virtual threads where the JVM has them. Features of Javalin
 * and Jetty that the contract does not name are switched off; {@code docs/decisions.md} lists them.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String THREADS = "webhooks-http";
  private static final int MAX_THREADS = 400;
  private static final int MIN_THREADS = 8;

  /** Thousands of streams may reconnect at once; the JDK's default is 50. */
  private static final int ACCEPT_QUEUE = 4_096;

  /**
   * Fixed, because the system otherwise grows the buffer to megabytes for a client that does not
   * read; some hundreds of such clients exhaust the machine's TCP memory and slow down every
   * connection.
   */
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  /**
   * Accepts every encoding in a path, "%2F" too: a token is only looked up and never used as a file
   * name. Except "%u0041", which Javalin cannot decode.
   */
  private static final UriCompliance URIS =
      UriCompliance.UNSAFE.without("ANY_PATH", UriCompliance.Violation.UTF16_ENCODINGS);

  private static final Duration SWEEPING = Duration.ofMillis(500);

  /** How long a stop waits for requests in progress. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(6);

  private final WebhooksApi api;
  private final GracefulHandler underWay = new GracefulHandler();
  private final RequestMemory memory = new RequestMemory();
  private final ClientConnections connections;
  private final WholeBodies bodies;
  private final List<Recurring> sweeps = new CopyOnWriteArrayList<>();
  private final Optional<TlsContext> tls;
  private final HttpOptions options;
  private final Server jetty;
  private final ServerConnector connector;

  /**
   * @param observer is notified of every answer
   * @throws IllegalArgumentException if the files for TLS can't be read or used
   */
  public HttpServer(
      WebhooksApi api, ServerApi server, RequestObserver observer, HttpOptions options) {
    this.api = api;
    this.options = options;
    tls = options.tls().map(files -> new TlsContext(files, api.background()));
    connections = ClientConnections.bounded(options.maxConnections(), observer);
    bodies = new WholeBodies(memory, this::mostBytes, connections::ended);
    jetty =
        new Server(
            ConcurrencyUtil.jettyThreadPool(THREADS, MIN_THREADS, MAX_THREADS, true),
            null,
            new WatchedBuffers(SwallowedErrors::log));
    connector = new BoundedConnector(jetty, connections, protocols(configuration(options)));
    var answering =
        ResponsePolicy.standalone(
            observer, options.crossOrigins(), options.strictTransport(), options.accessLog());
    serve(
        routes(server, answering),
        new JettyProblems(this::problemsOf, api::headers, answering, options.strictTransport()));
  }

  private Javalin routes(ServerApi server, ResponsePolicy answering) {
    return Javalin.create(
        config -> {
          config.startup.startupWatcherEnabled = false;
          config.http.strictContentTypes = false;
          config.http.compressionStrategy = CompressionStrategy.NONE;
          api.mount(config, answering);
          server.mount(config, answering);
          answerTheRest(config, server, answering);
        });
  }

  /**
   * Runs Javalin as one servlet in a Jetty of ours. Javalin's own Jetty would add sessions that
   * never end, WebSocket, and shorter time-outs for all clients when threads run low.
   */
  private void serve(Javalin routes, JettyProblems problems) {
    var context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
    context.addServlet(new JavalinServlet(routes.unsafe), "/*");
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    context.getServletHandler().setEnsureDefaultServlet(false);
    context.clearAliasChecks();
    context.setErrorHandler(problems);
    underWay.setHandler(context);
    jetty.setHandler(new EagerContentHandler(underWay, bodies));
    jetty.setErrorHandler(problems);
    jetty.getMimeTypes().addInferred("text/plain", "utf-8");
    jetty.addConnector(connector);
  }

  private static HttpConfiguration configuration(HttpOptions options) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(URIS);
    http.addCustomizer(HttpOneConnections::closeAfterConnect);
    http.addCustomizer(new PathEncoding());
    if (!options.proxies().isEmpty()) {
      http.addCustomizer(new ForwardedRequests(options.proxies()));
    }
    return http;
  }

  private void answerTheRest(JavalinConfig config, ServerApi server, ResponsePolicy answering) {
    config.router.javaLangErrorHandler(HttpServer::leaveToJetty);
    config.routes.exception(
        Exception.class, (e, ctx) -> answer(ctx, Problems.internal(e), answering));
    config.routes.exception(
        HttpResponseException.class, (e, ctx) -> answer(ctx, unmatched(e, ctx, server), answering));
  }

  /**
   * Leaves an uncaught error to Jetty, whose {@link JettyProblems} answer by the contract and
   * count. Must not throw: Javalin would pass the same error here again, endlessly.
   */
  private static void leaveToJetty(HttpServletResponse response, Error error) {
    LOG.error("A request failed outside of every route", error);
    try {
      if (!response.isCommitted()) {
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      }
    } catch (IOException | RuntimeException | Error ended) {
      LOG.debug("A request could not be answered", ended);
    }
  }

  private void answer(Context ctx, Problem problem, ResponsePolicy answering) {
    answering.begin(ctx, ResponsePolicy.NO_ROUTE);
    api.headers(ctx.path()).forEach(ctx::header);
    Problems.write(ctx, problem, problemsOf(ctx.path()));
    answering.endWithoutRoute(ctx);
  }

  /** Paths without a platform's error format, such as those of the page, use the envelope. */
  private ProblemWriter problemsOf(String path) {
    return api.problems(path).orElse(ProblemWriter.ENVELOPE);
  }

  private Problem unmatched(HttpResponseException e, Context ctx, ServerApi server) {
    if (e.getStatus() != 404) {
      return Problem.badRequest("The request is malformed.");
    }
    return api.allowed(ctx.path())
        .or(() -> server.allowed(ctx.path()))
        .map(Problem::methodNotAllowed)
        .orElseGet(() -> Problem.noSuchAddress());
  }

  private ConnectionFactory[] protocols(HttpConfiguration http) {
    var plain = new HttpOneConnections(http, connections, memory);
    if (tls.isEmpty()) {
      return new ConnectionFactory[] {plain};
    }
    // No check of the SNI: the client checks the certificate, and may use another name, or none.
    http.addCustomizer(new SecureRequestCustomizer(false));
    var secured = new WatchedTls(tls.get().factory(), plain.getProtocol());
    return new ConnectionFactory[] {secured, plain};
  }

  /**
   * Starts to listen.
   *
   * @throws UncheckedIOException if the server cannot listen on the address
   */
  public void start() {
    listen();
    try {
      sweep("connection_deadlines", connections::sweep);
      sweep("body_deadlines", bodies::sweep);
      jetty.start();
    } catch (Exception e) {
      stop();
      throw new IllegalStateException("The HTTP server does not start", e);
    }
  }

  /** Checks deadlines periodically, which is cheaper than a timer for each request. */
  private void sweep(String task, LongConsumer sweeper) {
    sweeps.add(api.background().every(SWEEPING, task, () -> sweeper.accept(System.nanoTime())));
  }

  /** Opens the port before Jetty starts, so that the caller can report why listening fails. */
  private void listen() {
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    try {
      connector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on " + options.host() + ", port " + options.port(), e);
    }
  }

  /** For tests. */
  Server jetty() {
    return jetty;
  }

  private long mostBytes(Request request) {
    return api.mostBytes(Request.getPathInContext(request)).orElse(RequestBounds.BODY_BYTES);
  }

  /** The number of open connections, for a metric. */
  public int openConnections() {
    return connections.count();
  }

  /** The most connections that may be open. */
  public int maxConnections() {
    return connections.most();
  }

  Optional<TlsContext> tls() {
    return tls;
  }

  /** The port that the server listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Stops accepting requests, and returns when those in progress are answered, after 6 s at most.
   */
  @Override
  public void close() {
    api.close();
    tls.ifPresent(TlsContext::close);
    connector.close();
    awaitAnswers();
    stop();
  }

  private void stop() {
    sweeps.forEach(Recurring::close);
    try {
      jetty.stop();
    } catch (Exception e) {
      LOG.error("The HTTP server failed to stop cleanly", e);
    }
  }

  /** Runs before Jetty's own stop, which gives every connection only one second. */
  private void awaitAnswers() {
    try {
      underWay.shutdown().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException slow) {
      LOG.warn("Requests still in progress after the stop's time-out are cut off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
