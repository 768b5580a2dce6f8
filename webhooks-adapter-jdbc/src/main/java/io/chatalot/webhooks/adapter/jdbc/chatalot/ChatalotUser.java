package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.domain.UserId;

/**
 * An account of Chatalot.
 *
 * @param runsInstance whether the user is an owner or admin of the whole instance
 * @param suspended whether the account may not act; its tokens are refused at once
 */
public record ChatalotUser(
    UserId id, String username, String displayName, boolean runsInstance, boolean suspended) {}
