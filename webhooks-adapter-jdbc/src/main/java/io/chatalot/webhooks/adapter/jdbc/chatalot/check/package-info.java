/** What a start beside a Chatalot looks at before it changes anything. */
package io.chatalot.webhooks.adapter.jdbc.chatalot.check;
