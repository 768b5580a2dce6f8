/** The driven ports in memory. They pass the contracts, and keep nothing after the process. */
package io.chatalot.webhooks.application.fake;
