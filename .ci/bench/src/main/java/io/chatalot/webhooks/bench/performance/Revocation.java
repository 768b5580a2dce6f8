package io.chatalot.webhooks.bench.performance;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.bench.stage.Api;
import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Execution;
import java.util.UUID;

/** Webhooks that are switched off or deleted on one node, and called on another right after. */
final class Revocation {
  private final Api left;
  private final Api right;
  private final UUID channel;

  Revocation(Api left, Api right, UUID channel) {
    this.left = left;
    this.right = right;
    this.channel = channel;
  }

  /**
   * Switches off and deletes {@code times} webhooks each.
   *
   * @return the number of calls that were accepted afterwards
   */
  int run(int times) {
    int accepted = 0;
    for (int i = 0; i < times; i++) {
      JsonNode webhook = left.create(channel);
      String id = webhook.path("id").textValue();
      String token = webhook.path("token").textValue();
      requireCallable(token);
      left.switchOff(id);
      accepted += right.execute(token, Execution.BODY) == 200 ? 1 : 0;
      left.delete(id);

      webhook = left.create(channel);
      token = webhook.path("token").textValue();
      requireCallable(token);
      left.delete(webhook.path("id").textValue());
      accepted += right.execute(token, Execution.BODY) == 200 ? 1 : 0;
    }
    return accepted;
  }

  /** Calls the webhook on the other node, so that this node may remember it. */
  private void requireCallable(String token) {
    int status = right.execute(token, Execution.BODY);
    if (status != 200) {
      throw new BenchException("A new webhook was answered with " + status);
    }
  }
}
