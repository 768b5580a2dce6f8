package io.chatalot.webhooks.adapter.http.problem;

import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the exceptions of handlers into problems; no other place does. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /** Answers with the problem of an exception, and returns the problem. */
  public static Problem answer(Context ctx, Throwable thrown, ProblemWriter writer) {
    Problem problem = of(thrown);
    write(ctx, problem, writer);
    return problem;
  }

  public static void write(Context ctx, Problem problem, ProblemWriter writer) {
    problem.writeHeaders(ctx::header);
    writer.write(ctx, problem);
  }

  private static Problem of(Throwable thrown) {
    if (thrown instanceof CompletionException late && late.getCause() != null) {
      return of(late.getCause());
    }
    if (thrown instanceof WebhookException refused) {
      return of(refused);
    }
    if (thrown instanceof HttpRefusal refused) {
      return refused.problem();
    }
    if (thrown instanceof MalformedJson malformed) {
      return Problem.badRequest("The body " + malformed.getMessage() + ".");
    }
    if (thrown instanceof HttpResponseException javalin && javalin.getStatus() < 500) {
      return Problem.badRequest("The request is malformed.");
    }
    return internal(thrown);
  }

  /** Logs a fault under a new id, and names the id in the problem. */
  public static Problem internal(Throwable thrown) {
    String id = UUID.randomUUID().toString();
    LOG.error("Failed with id {}", id, thrown);
    return Problem.internal(id);
  }

  private static Problem of(WebhookException refused) {
    return switch (refused.reason()) {
      case INVALID -> Problem.validation(refused.violations(), refused.getMessage());
      case NOT_FOUND -> Problem.notFound(refused.getMessage());
      case FORBIDDEN -> Problem.forbidden(refused.getMessage());
      case CONFLICT -> Problem.of(ProblemCode.CONFLICT, refused.getMessage());
      case RATE_LIMITED -> Problem.rateLimited(refused.getMessage(), retryAfter(refused));
      case UNAVAILABLE -> Problem.unavailable(refused.getMessage(), retryAfter(refused));
    };
  }

  private static long retryAfter(WebhookException refused) {
    if (refused instanceof CallRefused call) {
      return call.quota().map(Quota::retryAfter).map(RetryAfter::wholeSeconds).orElse(1L);
    }
    return 1;
  }
}
