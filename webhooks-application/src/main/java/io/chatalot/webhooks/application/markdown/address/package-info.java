/** Bare addresses, found before emphasis: {@link AddressParser}. */
package io.chatalot.webhooks.application.markdown.address;
