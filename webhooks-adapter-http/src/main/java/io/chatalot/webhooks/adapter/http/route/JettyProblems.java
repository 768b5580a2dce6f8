package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.jetty.HttpOneConnections;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.problem.Problems;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that Jetty refuses before routing, such as malformed ones: in the contract's
 * envelope, or in the error format of the path's platform.
 */
public final class JettyProblems extends ErrorHandler {
  /** Jetty's path for a request whose line it cannot parse. */
  private static final String UNREADABLE = "/badMessage";

  private static final Pattern ABSOLUTE = Pattern.compile("^[a-zA-Z]+://[^/?#]*");

  private final Function<String, ProblemWriter> writers;
  private final Function<String, Map<String, String>> headers;
  private final ResponsePolicy answering;
  private final boolean strictTransport;

  /**
   * @param writers the error format of a path's callers
   * @param headers the headers of every answer on a path
   * @param strictTransport whether answers over plain HTTP carry {@code Strict-Transport-Security},
   *     too
   */
  public JettyProblems(
      Function<String, ProblemWriter> writers,
      Function<String, Map<String, String>> headers,
      ResponsePolicy answering,
      boolean strictTransport) {
    this.writers = writers;
    this.headers = headers;
    this.answering = answering;
    this.strictTransport = strictTransport;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem = problem(response.getStatus(), request);
    String path = path(request);
    ProblemWriter.Told told = writers.apply(path).tell(problem);
    response.setStatus(told.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, told.type());
    SecurityHeaders.ALWAYS.forEach(response.getHeaders()::put);
    headers.apply(path).forEach(response.getHeaders()::put);
    if (strictTransport || request.isSecure()) {
      response.getHeaders().put(SecurityHeaders.STRICT_TRANSPORT, SecurityHeaders.ONE_YEAR);
    }
    HttpOneConnections.closeAfterConnect(request, response.getHeaders());
    problem.writeHeaders(response.getHeaders()::put);
    answering.end(line(request, told.status()));
    Content.Sink.write(response, true, told.body(), callback);
    return true;
  }

  /** The path without its query; undecoded if Jetty could not parse the request line. */
  private static String path(Request request) {
    String path = request.getHttpURI().getPath();
    return path == null || path.equals(UNREADABLE)
        ? HttpOneConnections.lastLine(request.getConnectionMetaData())
            .map(line -> pathOf(line.target()))
            .orElse("")
        : path;
  }

  private static String pathOf(String target) {
    return ABSOLUTE.matcher(target).replaceFirst("").split("[?#]", 2)[0];
  }

  private static AccessLine line(Request request, int status) {
    String method =
        HttpOneConnections.lastLine(request.getConnectionMetaData())
            .map(HttpOneConnections.RequestLine::method)
            .orElse(request.getMethod());
    return new AccessLine(
        method,
        ResponsePolicy.NO_ROUTE,
        status,
        ResponsePolicy.took(request),
        Request.getRemoteAddr(request));
  }

  private static Problem problem(int status, Request request) {
    return switch (status) {
      case 404 -> Problem.noSuchAddress();
      case 408 -> Problem.requestTimeout();
      case 413 -> Problem.payloadTooLarge(RequestBounds.BODY_BYTES);
      case 414 -> Problem.badRequest("The request line is too long.");
      case 431 -> Problem.headersTooLarge();
      case 500 -> ofFailure((Throwable) request.getAttribute(ERROR_EXCEPTION));
      case 503 -> Problem.unavailable("The server is overloaded or stopping.");
      default -> Problem.badRequest("The request is malformed.");
    };
  }

  /** A client that leaves or stalls in mid-request is not a server error. */
  private static Problem ofFailure(Throwable failure) {
    return failure instanceof IOException || failure instanceof TimeoutException
        ? Problem.badRequest("The request breaks off.")
        : Problems.internal(failure);
  }
}
