package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.domain.UserId;

/**
 * A user's account, as the web page and {@code GET /api/me} show it.
 *
 * @param displayName the name that other users see; the username if the user chose none
 */
public record User(UserId id, String username, String displayName) {}
