package io.chatalot.webhooks.application.driving.call;

import java.util.List;

/** Counts refused calls after their answers. */
public interface SettleRefusals {
  /**
   * Resolves the tokens that were not resolved before the answer, all by one look-up. A call with
   * an unknown token counts as a miss of its client, a call with a known token against the limit of
   * its webhook. The refusals of known webhooks go on to the webhooks' managers.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if a store is
   *     away; then only some of the calls may be counted
   */
  void settle(List<RefusedCall> calls);
}
