/**
 * Real faults: {@link io.chatalot.webhooks.bench.faults.FaultsCommand} breaks a server or its
 * database under load, and then compares the answers of the callers with the stored messages.
 */
package io.chatalot.webhooks.bench.faults;
