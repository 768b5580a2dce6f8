package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
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
import io.chatalot.webhooks.adapter.http.tool.template.NoTemplates;
import io.chatalot.webhooks.adapter.http.tool.template.Payloads;
import io.chatalot.webhooks.adapter.http.tool.template.TemplateRoutes;
import io.chatalot.webhooks.adapter.http.tool.template.WritingRoutes;
import io.chatalot.webhooks.adapter.http.work.LogOnlyBackground;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.driven.Templates;
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
 * Webhooks over HTTP: managing and executing them, and reading their messages. Mount it in your own
 * Javalin; it answers its own errors and leaves other routes alone. Safe for use by many threads.
 */
public final class WebhooksApi implements AutoCloseable {
  /** The default bound on one user's open streams on a node. */
  public static final int DEFAULT_STREAMS_PER_USER = 100;

  private final RouteTable routes = new RouteTable();
  private final EventStreams streams;
  private final RefusedCalls refused;
  private final Background background;

  /**
   * @param authenticator finds the user of a session token
   * @param publicUrl the start of new webhooks' URLs, such as {@code https://chat.example.com},
   *     without a slash at its end; read at each use
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
   * Creates the API with a bound on streams; see the first constructor for the other parameters.
   *
   * @param streamsPerUser the most streams that one user may have open on this node, at least 1;
   *     one session may have half as many, rounded up
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
        LogOnlyBackground.create());
  }

  /**
   * Creates the API with a host's background; see the other constructors for the other parameters.
   *
   * @param background counts and logs failures of the API's own threads
   */
  public WebhooksApi(
      ManageWebhooks manager,
      CallWebhooks caller,
      ReadChannel reader,
      Authenticator authenticator,
      Supplier<URI> publicUrl,
      int streamsPerUser,
      Background background) {
    this(
        manager,
        caller,
        reader,
        new NoTemplates(),
        authenticator,
        publicUrl,
        streamsPerUser,
        background);
  }

  /**
   * Creates the API with an engine for templates; see the other constructors for the other
   * parameters.
   *
   * @param templates makes messages of any JSON; without it such JSON is shown as it came
   */
  public WebhooksApi(
      ManageWebhooks manager,
      CallWebhooks caller,
      ReadChannel reader,
      Templates templates,
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
    var bodies = new ForeignBodies(calls::requireLive);
    new ManagementRoutes(manager, templates, sessions, publicUrl).addTo(routes);
    new WritingRoutes(manager, sessions, bodies, templates).addTo(routes);
    var payloads = new Payloads(calls, bodies, templates);
    new TemplateRoutes(calls, bodies, payloads).addTo(routes.within(calls));
    new ToolRoutes(calls, bodies, payloads).addTo(routes);
    new ReadingRoutes(reader, sessions, streams, new MessagePages(background)).addTo(routes);
    new DocsRoutes().addTo(routes);
  }

  /** Adds the routes. Call it while the Javalin is being configured. */
  public void mount(JavalinConfig config) {
    mount(config, RequestObserver.NONE);
  }

  /** Adds the routes, and notifies the observer of every answer. */
  public void mount(JavalinConfig config, RequestObserver observer) {
    mount(config, ResponsePolicy.embedded(observer));
  }

  void mount(JavalinConfig config, ResponsePolicy answering) {
    routes.mount(config, answering);
  }

  /** The number of open event streams. */
  public int openStreams() {
    return streams.count();
  }

  /**
   * The number of refused calls whose token was never resolved, because the queue was full or a
   * store was unavailable. Managers do not see these calls, and no limit counts them.
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

  /** The value of {@code Allow} for a path; empty if no route has the path. */
  Optional<String> allowed(String path) {
    return routes.allowed(path);
  }

  /** The error format of the path's callers; empty if these routes do not know the path. */
  Optional<ProblemWriter> problems(String path) {
    return routes.problems(path);
  }

  /** The headers of every answer on the path, even to a malformed request. */
  Map<String, String> headers(String path) {
    return routes.headers(path);
  }

  /** The most bytes that a body on this path may have; empty if no route has the path. */
  Optional<Integer> mostBytes(String path) {
    return routes.mostBytes(path);
  }

  /**
   * Each route's method and path, such as {@code GET /api/docs}; HEAD and OPTIONS are not listed.
   */
  public List<String> listing() {
    return routes.listing();
  }

  /**
   * Ends all open event streams, and records the calls that were refused so far, for a second at
   * most. Call it before the Javalin stops.
   */
  @Override
  public void close() {
    streams.close();
    refused.close();
  }
}
