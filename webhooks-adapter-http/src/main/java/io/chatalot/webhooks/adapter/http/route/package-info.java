/** How every route is answered: {@link RouteTable}. */
package io.chatalot.webhooks.adapter.http.route;
