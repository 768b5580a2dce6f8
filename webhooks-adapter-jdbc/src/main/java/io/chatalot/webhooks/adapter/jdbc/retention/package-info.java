/** The setting of the retention, which all nodes share: {@link RetentionSetting}. */
package io.chatalot.webhooks.adapter.jdbc.retention;
