package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;

/** How a route tells what is wrong: in the contract's envelope, or as another platform does. */
interface ProblemWriter {
  /** The contract's envelope. */
  ProblemWriter ENVELOPE = (ctx, problem) -> Json.answer(ctx, problem.status(), problem.toJson());

  /** Sets status and body; the problem's headers are set already. */
  void write(Context ctx, Problem problem);
}
