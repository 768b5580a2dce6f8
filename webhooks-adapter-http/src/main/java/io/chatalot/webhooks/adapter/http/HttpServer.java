package io.chatalot.webhooks.adapter.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
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

  private static final int FRAMING_BYTES = 1_024;

  /** How long a stop waits for requests that are under way. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(6);

  private final WebhooksApi api;
  private final GracefulHandler underWay = new GracefulHandler();
  private final Javalin javalin;
  private volatile ServerConnector connector;

  /**
   * @param observer is told of every answer
   * @param host the name or address to listen on
   * @param port the port to listen on; 0 takes a free one
   */
  public HttpServer(
      WebhooksApi api, StandaloneApi standalone, RequestObserver observer, String host, int port) {
    this.api = api;
    javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.http.strictContentTypes = false;
              useThreads(config);
              config.jetty.addConnector((server, http) -> listening(server, http, host, port));
              hardenJetty(config);
              api.mount(config, observer);
              standalone.mount(config, observer);
              answerTheRest(config, standalone, observer);
            });
  }

  private static void useThreads(JavalinConfig config) {
    if (Runtime.version().feature() >= VIRTUAL_THREADS_SINCE) {
      config.concurrency.useVirtualThreads = true;
    } else {
      config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    }
  }

  private void hardenJetty(JavalinConfig config) {
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          // A token may be anything, "%2F" too: it is looked up, and never taken for a file.
          http.setUriCompliance(UriCompliance.UNSAFE);
        });
    config.jetty.modifyServletContextHandler(
        handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new JettyProblems());
          server.setHandler(bodiesFirst(underWay));
        });
  }

  /**
   * No thread waits for a body: a request counts, and is handled, when its body is there or is too
   * large. One whose body stalls is nobody's work, and a stop does not wait for it.
   */
  private static Handler bodiesFirst(Handler next) {
    return new EagerContentHandler(
        next,
        new EagerContentHandler.RetainedContentLoaderFactory(
            RequestBody.MAX_BYTES + 1L, FRAMING_BYTES, false));
  }

  private void answerTheRest(
      JavalinConfig config, StandaloneApi standalone, RequestObserver observer) {
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          RouteTable.commonHeaders(ctx);
          Problems.write(ctx, unmatched(e, ctx, standalone));
          observer.answered(ctx.method().name(), "none", ctx.statusCode(), Duration.ZERO);
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
  private ServerConnector listening(Server server, HttpConfiguration http, String host, int port) {
    var opened = new ServerConnector(server, new HttpConnectionFactory(http));
    opened.setHost(host);
    opened.setPort(port);
    opened.setAcceptQueueSize(ACCEPT_QUEUE);
    opened.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    try {
      opened.open();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + host + ", port " + port, e);
    }
    connector = opened;
    return opened;
  }

  /**
   * Listens from now on.
   *
   * @throws UncheckedIOException if the address can't be listened on
   */
  public void start() {
    javalin.start();
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Takes no more requests, and returns when those under way are answered, after 6 s at most. */
  @Override
  public void close() {
    api.close();
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
