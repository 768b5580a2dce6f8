/**
 * Refusals and their answers: {@link Problem}; {@link Problems} says which failure becomes which.
 */
package io.chatalot.webhooks.adapter.http.problem;
