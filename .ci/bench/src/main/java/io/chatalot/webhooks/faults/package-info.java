/**
 * Faults for real, with the books balanced afterwards: {@link io.chatalot.webhooks.faults.Faults}
 * breaks a server or its database while callers call it, and then compares what they were answered
 * with what is stored. No test runs it and nothing of it is in the product.
 */
package io.chatalot.webhooks.faults;
