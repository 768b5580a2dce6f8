/**
 * Interfaces that an embedder implements, such as {@link Authenticator} and {@link
 * RequestObserver}, and values that an operator chooses: trusted proxies, other origins,
 * certificates. {@link CpuWork} runs long computations.
 */
package io.chatalot.webhooks.adapter.http.host;
