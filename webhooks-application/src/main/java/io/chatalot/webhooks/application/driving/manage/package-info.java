/** The driving ports of Owners and Admins: {@link CreateWebhook}. */
package io.chatalot.webhooks.application.driving.manage;
