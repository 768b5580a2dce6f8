/**
 * What an embedder brings, and what an operator chooses: who users are ({@link Authenticator}),
 * which proxies, origins and certificates count, who observes requests, and which threads compute
 * ({@link CpuWork}).
 */
package io.chatalot.webhooks.adapter.http.host;
