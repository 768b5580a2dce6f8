package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.call.RefusedCalls;
import io.chatalot.webhooks.adapter.http.client.SameOrigin;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.manage.ManagementRoutes;
import io.chatalot.webhooks.adapter.http.page.DocsRoutes;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.read.ReadingRoutes;
import io.chatalot.webhooks.adapter.http.read.history.MessagePages;
import io.chatalot.webhooks.adapter.http.read.stream.EventStreams;
import io.chatalot.webhooks.adapter.http.read.stream.StreamLimit;
import io.chatalot.webhooks.adapter.http.read.stream.Tails;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.adapter.http.tool.ToolRoutes;
import io.chatalot.webhooks.adapter.http.work.LoggedBackground;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.driving.call.CallWebhooks;
import io.chatalot.webhooks.application.driving.manage.ManageWebhooks;
import io.chatalot.webhooks.application.driving.read.ReadChannel;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Webhooks over HTTP: managing, executing and reading, by the contract that callers see. Mount it
 * in a Javalin of your own; it brings its own error answers and leaves other routes alone. Safe for
 * use by many threads.
 */
public final class WebhooksApi implements AutoCloseable {
  /** How many streams of one user may be open on a node, unless another number is given. */
  public static final int DEFAULT_STREAMS_PER_USER = 100;

  private final RouteTable routes = new RouteTable();
  private final EventStreams streams;
  private final RefusedCalls refused;
  private final Background background;

  /**
   * @param authenticator says whose session a request comes with
   * @param publicUrl what the URLs of new webhooks start with, such as {@code
   *     https://chat.example.com}, without a slash at its end; asked for at each use
   */
  public WebhooksApi(
      ManageWebhooks manager,
      CallWebhooks caller,
      ReadChannel reader,
      Authenticator authenticator,
      Supplier<URI> publicUrl) {
    this(manager, caller, reader, authenticator, publicUrl, DEFAULT_STREAMS_PER_USER);
  }

  /**
   * The same.
   *
   * @param streamsPerUser how many streams of one user may be open on this node, at least 1; of one
   *     session half as many, rounded up
   */
  public WebhooksApi(
      ManageWebhooks manager,
      CallWebhooks caller,
      ReadChannel reader,
      Authenticator authenticator,
      Supplier<URI> publicUrl,
      int streamsPerUser) {
    this(
        manager,
        caller,
        reader,
        authenticator,
        publicUrl,
        streamsPerUser,
        LoggedBackground.create());
  }

  /**
   * The same.
   *
   * @param background is told of what fails in its threads
   */
  public WebhooksApi(
      ManageWebhooks manager,
      CallWebhooks caller,
      ReadChannel reader,
      Authenticator authenticator,
      Supplier<URI> publicUrl,
      int streamsPerUser,
      Background background) {
    this.background = background;
    var sessions = new SessionGuard(authenticator, new SameOrigin(publicUrl));
    streams = new EventStreams(reader, sessions, new StreamLimit(streamsPerUser), background);
    refused = new RefusedCalls(caller, background);
    var calls = new Calls(caller, refused::add);
    new ExecutionRoutes(calls).addTo(routes);
    new ManagementRoutes(manager, sessions, publicUrl).addTo(routes);
    new ToolRoutes(calls).addTo(routes);
    new ReadingRoutes(reader, sessions, streams, new MessagePages(background)).addTo(routes);
    new DocsRoutes().addTo(routes);
  }

  /** Adds the routes. To be called while a Javalin is being configured. */
  public void mount(JavalinConfig config) {
    mount(config, RequestObserver.NONE);
  }

  /** Adds the routes, with an observer of every answer. */
  public void mount(JavalinConfig config, RequestObserver observer) {
    mount(config, ResponsePolicy.embedded(observer));
  }

  void mount(JavalinConfig config, ResponsePolicy answering) {
    routes.mount(config, answering);
  }

  /** How many streams of events are open. */
  public int openStreams() {
    return streams.count();
  }

  /**
   * How many refused calls were dropped before their token was resolved, since the queue was full
   * or a store was away; their webhooks' managers don't learn of them, and no limit counts them.
   */
  public long droppedRefusals() {
    return refused.dropped();
  }

  Background background() {
    return background;
  }

  public Tails tails() {
    return streams.tails();
  }

  /** The methods that the path answers; empty if there is no such path. */
  Optional<String> allowed(String path) {
    return routes.allowed(path);
  }

  /** How callers of the path know problems; empty if nothing here is said of it. */
  Optional<ProblemWriter> problems(String path) {
    return routes.problems(path);
  }

  /** What is on every answer of the path, malformed or not. */
  Map<String, String> headers(String path) {
    return routes.headers(path);
  }

  /** The bytes that a body of this path may have; empty if there is no such path. */
  Optional<Integer> mostBytes(String path) {
    return routes.mostBytes(path);
  }

  /** Each method and path that is answered. */
  List<String> listing() {
    return routes.listing();
  }

  /**
   * Ends all open streams of events, and accounts for the calls that were refused so far, for a
   * second at the most. To be called before the Javalin is stopped.
   */
  @Override
  public void close() {
    streams.close();
    refused.close();
  }
}
