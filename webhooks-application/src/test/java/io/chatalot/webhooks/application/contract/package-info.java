/**
 * The contracts of the driven ports as tests. The test class of a store implements the interface
 * and so inherits the tests.
 */
package io.chatalot.webhooks.application.contract;
