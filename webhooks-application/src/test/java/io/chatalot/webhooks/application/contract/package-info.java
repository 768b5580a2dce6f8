/**
 * The driven ports' contracts as tests. Whoever writes a store implements the interface in a test
 * class of its own.
 */
package io.chatalot.webhooks.application.contract;
