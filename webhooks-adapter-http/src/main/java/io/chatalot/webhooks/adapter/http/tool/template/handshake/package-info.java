/** The tests of a URL that platforms make before they send to it: {@link Handshakes}. */
package io.chatalot.webhooks.adapter.http.tool.template.handshake;
