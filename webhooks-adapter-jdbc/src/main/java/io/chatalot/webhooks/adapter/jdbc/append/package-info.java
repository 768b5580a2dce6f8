/** The group commit: {@link GroupCommit} collects calls, {@link Append} stores them. */
package io.chatalot.webhooks.adapter.jdbc.append;
