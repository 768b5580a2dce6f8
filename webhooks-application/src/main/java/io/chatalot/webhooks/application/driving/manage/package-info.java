/** The driving ports of Owners and Admins: {@link ManageWebhooks}. */
package io.chatalot.webhooks.application.driving.manage;
