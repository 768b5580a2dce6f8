package io.chatalot.webhooks.adapter.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** The contract's envelope for what Jetty refuses by itself, before any route is looked for. */
final class JettyProblems extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem = problem(response.getStatus());
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Json.TYPE);
    problem.headers().forEach(response.getHeaders()::put);
    Content.Sink.write(response, true, Json.text(problem.toJson()), callback);
    return true;
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 404 -> Problem.notFound("There is nothing here.");
      case 413 -> Problem.payloadTooLarge(RequestBody.MAX_BYTES);
      case 414, 431 -> Problem.badRequest("The request line or the headers are too long.");
      case 503 -> Problem.unavailable("The server is overloaded or stopping.");
      default ->
          status >= 500
              ? Problem.of(500, "internal_error", "Something is broken here.")
              : Problem.badRequest("The request is malformed.");
    };
  }
}
