/**
 * Routing, and everything that surrounds each answer: {@link RouteTable}, {@link ResponsePolicy}.
 */
package io.chatalot.webhooks.adapter.http.route;
