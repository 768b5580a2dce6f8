package io.chatalot.webhooks.adapter.http.problem;

/** A refusal whose reason only HTTP has, such as the type of a body. */
public final class HttpRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public HttpRefusal(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
