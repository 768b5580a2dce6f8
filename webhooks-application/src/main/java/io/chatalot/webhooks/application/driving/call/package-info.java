/** The driving ports of a caller, who has a token: {@link ExecuteWebhook}. */
package io.chatalot.webhooks.application.driving.call;
