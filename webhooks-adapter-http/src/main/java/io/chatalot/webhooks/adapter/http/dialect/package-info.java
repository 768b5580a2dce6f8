/**
 * What other platforms' senders say, put into a message of ours: one pure function a platform, JSON
 * in, command out. Each reads leniently, since such senders can't be mended: what is missing, null
 * or of another type than expected is left out, never printed and never an error. A payload with
 * nothing to say is one.
 */
package io.chatalot.webhooks.adapter.http.dialect;
