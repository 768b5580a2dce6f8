/** Moves webhooks between Chatalot and here, and removes what Chatalot has removed. */
package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;
