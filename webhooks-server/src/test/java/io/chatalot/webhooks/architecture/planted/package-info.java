/** A house that breaks every rule, so that each is seen to fail. */
package io.chatalot.webhooks.architecture.planted;
