/** Alertmanager and Grafana: {@link Alertmanager}. */
package io.chatalot.webhooks.adapter.http.tool.alert;
