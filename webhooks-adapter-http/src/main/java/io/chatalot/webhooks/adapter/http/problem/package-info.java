/** Refusals as HTTP answers: {@link Problem}, made from exceptions by {@link Problems}. */
package io.chatalot.webhooks.adapter.http.problem;
