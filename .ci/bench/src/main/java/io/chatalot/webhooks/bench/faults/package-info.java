/**
 * Faults for real, with the books balanced afterwards: {@link
 * io.chatalot.webhooks.bench.faults.FaultsCommand} breaks a server or its database while callers
 * call it, and then compares their answers with the stored messages.
 */
package io.chatalot.webhooks.bench.faults;
