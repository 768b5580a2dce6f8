/** TLS from PEM files that change while the server runs: {@link TlsContext}. */
package io.chatalot.webhooks.adapter.http.tls;
