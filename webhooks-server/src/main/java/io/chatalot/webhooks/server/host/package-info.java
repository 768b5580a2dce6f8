/** The platform that has the users and channels: {@link Host}. */
package io.chatalot.webhooks.server.host;
