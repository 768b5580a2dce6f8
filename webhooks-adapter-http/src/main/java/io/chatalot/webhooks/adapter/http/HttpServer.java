package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.jetty.BoundedConnector;
import io.chatalot.webhooks.adapter.http.jetty.Connections;
import io.chatalot.webhooks.adapter.http.jetty.ForwardedRequests;
import io.chatalot.webhooks.adapter.http.jetty.HttpOneConnections;
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
import io.chatalot.webhooks.adapter.http.work.LostErrors;
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
 * Serves {@link WebhooksApi} and {@link StandaloneApi} by a Jetty of its own, and answers by the
 * contract where nothing else does. Uses virtual threads where the JVM has them. Does nothing that
 * the contract doesn't have: {@code docs/decisions.md} lists the features of Javalin and Jetty.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String THREADS = "webhooks-http";
  private static final int MAX_THREADS = 400;
  private static final int MIN_THREADS = 8;

  /** Thousands may come back at once to follow a channel; the JDK's own default is 50. */
  private static final int ACCEPT_QUEUE = 4_096;

  /**
   * Else the system lets it grow to megabytes for a client that does not read, and all connections
   * of the machine crawl when some hundreds of those have taken what memory there is for them.
   */
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  /**
   * A token may be anything, "%2F" too: it is looked up, and never taken for a file. But for
   * "%u0041", which Javalin can't read.
   */
  private static final UriCompliance URIS =
      UriCompliance.UNSAFE.without("ANY_PATH", UriCompliance.Violation.UTF16_ENCODINGS);

  private static final Duration SWEEPING = Duration.ofMillis(500);

  /** How long a stop waits for requests that are under way. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(6);

  private final WebhooksApi api;
  private final GracefulHandler underWay = new GracefulHandler();
  private final RequestMemory memory = new RequestMemory();
  private final Connections connections;
  private final WholeBodies bodies;
  private final List<Recurring> sweeps = new CopyOnWriteArrayList<>();
  private final Optional<TlsContext> tls;
  private final HttpOptions options;
  private final Server jetty;
  private final ServerConnector connector;

  /**
   * @param observer is told of every answer
   * @throws IllegalArgumentException if the files for TLS can't be read or used
   */
  public HttpServer(
      WebhooksApi api, StandaloneApi standalone, RequestObserver observer, HttpOptions options) {
    this.api = api;
    this.options = options;
    tls = options.tls().map(files -> new TlsContext(files, api.background()));
    connections = Connections.bounded(options.maxConnections(), observer);
    bodies = new WholeBodies(memory, this::mostBytes, connections::ended);
    jetty =
        new Server(
            ConcurrencyUtil.jettyThreadPool(THREADS, MIN_THREADS, MAX_THREADS, true),
            null,
            new WatchedBuffers(LostErrors::tell));
    connector = new BoundedConnector(jetty, connections, protocols(configuration(options)));
    var answering =
        ResponsePolicy.standalone(
            observer, options.crossOrigins(), options.strictTransport(), options.accessLog());
    serve(
        routes(standalone, answering),
        new JettyProblems(this::problemsOf, api::headers, answering, options.strictTransport()));
  }

  private Javalin routes(StandaloneApi standalone, ResponsePolicy answering) {
    return Javalin.create(
        config -> {
          config.startup.startupWatcherEnabled = false;
          config.http.strictContentTypes = false;
          config.http.compressionStrategy = CompressionStrategy.NONE;
          api.mount(config, answering);
          standalone.mount(config, answering);
          answerTheRest(config, standalone, answering);
        });
  }

  /**
   * Javalin is one servlet in a Jetty of ours. The Jetty that Javalin would start brings sessions
   * that nothing ends, WebSocket, and shorter time-outs for everybody when threads are few.
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
    if (!options.proxies().isEmpty()) {
      http.addCustomizer(new ForwardedRequests(options.proxies()));
    }
    return http;
  }

  private void answerTheRest(
      JavalinConfig config, StandaloneApi standalone, ResponsePolicy answering) {
    config.router.javaLangErrorHandler(HttpServer::leaveToJetty);
    config.routes.exception(
        Exception.class, (e, ctx) -> answer(ctx, Problems.internal(e), answering));
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> answer(ctx, unmatched(e, ctx, standalone), answering));
  }

  /**
   * What no route has caught is Jetty's, whose problems are told by the contract and counted. Must
   * not throw: Javalin would hand it the same error for ever.
   */
  private static void leaveToJetty(HttpServletResponse response, Error error) {
    LOG.error("A request failed beside every route", error);
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

  /** The page's and the operators' paths have no form of their own. */
  private ProblemWriter problemsOf(String path) {
    return api.problems(path).orElse(ProblemWriter.ENVELOPE);
  }

  private Problem unmatched(HttpResponseException e, Context ctx, StandaloneApi standalone) {
    if (e.getStatus() != 404) {
      return Problem.badRequest("The request is malformed.");
    }
    return api.allowed(ctx.path())
        .or(() -> standalone.allowed(ctx.path()))
        .map(Problem::methodNotAllowed)
        .orElseGet(() -> Problem.noSuchAddress());
  }

  private ConnectionFactory[] protocols(HttpConfiguration http) {
    var plain = new HttpOneConnections(http, connections, memory);
    if (tls.isEmpty()) {
      return new ConnectionFactory[] {plain};
    }
    // The certificate is the client's to check; it may have come by another name, or by none.
    http.addCustomizer(new SecureRequestCustomizer(false));
    var secured = new WatchedTls(tls.get().factory(), plain.getProtocol());
    return new ConnectionFactory[] {secured, plain};
  }

  /**
   * Listens from now on.
   *
   * @throws UncheckedIOException if the address can't be listened on
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

  /** Looks for what is past its deadline, so that nothing has to be scheduled for each request. */
  private void sweep(String task, LongConsumer sweeper) {
    sweeps.add(api.background().every(SWEEPING, task, () -> sweeper.accept(System.nanoTime())));
  }

  /** Opened before the server starts: what keeps it from listening is then the caller's to tell. */
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

  /** For tests: what Jetty is made of. */
  Server jetty() {
    return jetty;
  }

  private long mostBytes(Request request) {
    return api.mostBytes(Request.getPathInContext(request)).orElse(RequestBounds.BODY_BYTES);
  }

  /** How many clients are connected, for a metric. */
  public int openConnections() {
    return connections.count();
  }

  /** How many clients may be connected. */
  public int maxConnections() {
    return connections.most();
  }

  Optional<TlsContext> tls() {
    return tls;
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Takes no more requests, and returns when those under way are answered, after 6 s at most. */
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
      LOG.error("The HTTP server does not stop as it should", e);
    }
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
