package io.chatalot.webhooks.adapter.http.host;

/**
 * An attempt to log in: the client's address at three widths, and the account's name.
 *
 * @param address the client's full address, for logs
 * @param client the client for limits: an IPv4 address, or the /64 of an IPv6 address
 * @param network the network for fair shares, about the most that a provider gives to one customer:
 *     the /24 of an IPv4 address, or the /48 of an IPv6 address
 * @param username as the client sent it: any text
 */
public record LoginAttempt(String address, String client, String network, String username) {}
