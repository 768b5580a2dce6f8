package io.chatalot.webhooks.adapter.http.host;

/**
 * An attempt to log in: where it comes from, and to which account.
 *
 * @param address the client's address as it is, for a log
 * @param client for limits: an IPv4 address, or the /64 of an IPv6 address
 * @param network what one provider gives to one customer at the most, so that no network has more
 *     than its share: the /24 of an IPv4 address, or the /48 of an IPv6 address
 * @param username as it was given, which may be anything
 */
public record LoginAttempt(String address, String client, String network, String username) {}
