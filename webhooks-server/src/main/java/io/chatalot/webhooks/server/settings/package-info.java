/** The environment, read into {@link Settings}. */
package io.chatalot.webhooks.server.settings;
