package io.chatalot.webhooks.adapter.http;

/** A refusal for a reason that only HTTP knows, such as the type of a body. */
final class HttpRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  HttpRefusal(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
