package io.chatalot.webhooks.adapter.http;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** The contract's envelope for what Jetty refuses by itself, before any route is looked for. */
final class JettyProblems extends ErrorHandler {
  private final boolean strictTransport;

  /**
   * @param strictTransport whether browsers are always told to come by HTTPS
   */
  JettyProblems(boolean strictTransport) {
    this.strictTransport = strictTransport;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem = problem(response.getStatus(), request);
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Json.TYPE);
    SecurityHeaders.ALWAYS.forEach(response.getHeaders()::put);
    if (strictTransport || request.isSecure()) {
      response.getHeaders().put(SecurityHeaders.STRICT_TRANSPORT, SecurityHeaders.ONE_YEAR);
    }
    HttpOneConnections.closeAfterConnect(request, response.getHeaders());
    problem.headers().forEach(response.getHeaders()::put);
    Content.Sink.write(response, true, Json.text(problem.toJson()), callback);
    return true;
  }

  private static Problem problem(int status, Request request) {
    return switch (status) {
      case 404 -> Problem.notFound("There is nothing here.");
      case 413 -> Problem.payloadTooLarge(RequestBody.MAX_BYTES);
      case 414, 431 -> Problem.badRequest("The request line or the headers are too long.");
      case 500 -> ofFailure((Throwable) request.getAttribute(ERROR_EXCEPTION));
      case 503 -> Problem.unavailable("The server is overloaded or stopping.");
      default -> Problem.badRequest("The request is malformed.");
    };
  }

  /** A client that goes away or stalls in mid-request is no fault of ours. */
  private static Problem ofFailure(Throwable failure) {
    return failure instanceof IOException || failure instanceof TimeoutException
        ? Problem.badRequest("The request breaks off.")
        : Problems.internal(failure);
  }
}
