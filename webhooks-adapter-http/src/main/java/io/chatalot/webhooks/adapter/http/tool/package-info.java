/**
 * Addresses for the tools of other platforms: {@link ToolRoutes}. Each platform has a room with its
 * routes, its reader and its error words. A reader is a pure function from JSON to a command. It
 * reads leniently, since senders cannot be mended: it leaves out a member that is missing, null or
 * of another type than expected. A payload with nothing to say is refused.
 */
package io.chatalot.webhooks.adapter.http.tool;
