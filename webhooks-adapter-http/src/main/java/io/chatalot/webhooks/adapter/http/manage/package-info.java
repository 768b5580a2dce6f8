/** The management of webhooks by Owners and Admins: {@link ManagementRoutes}. */
package io.chatalot.webhooks.adapter.http.manage;
