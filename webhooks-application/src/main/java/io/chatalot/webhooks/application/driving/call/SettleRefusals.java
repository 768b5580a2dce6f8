package io.chatalot.webhooks.application.driving.call;

import java.util.List;

/** Accounts for refused calls after their answers. */
public interface SettleRefusals {
  /**
   * Resolves the tokens that were not resolved before the answer, all with one look-up: an unknown
   * one counts as a miss of its client, a known one takes a place in the limit of its webhook. Then
   * hands on the refusals whose webhook is known.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if a store is
   *     away; then some of the calls may be accounted for and others not
   */
  void settle(List<RefusedCall> calls);
}
