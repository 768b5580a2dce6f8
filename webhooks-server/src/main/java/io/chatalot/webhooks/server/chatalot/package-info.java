/**
 * The server beside a live Chatalot: its users by their access tokens, its communities and
 * channels, and the checks of a start.
 */
package io.chatalot.webhooks.server.chatalot;
