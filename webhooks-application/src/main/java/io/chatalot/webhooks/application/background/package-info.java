/**
 * What goes on without a caller: rounds that come again and again, and work of threads that nobody
 * waits for. Nothing there ends silently. {@link
 * io.chatalot.webhooks.application.background.Background} begins it, {@link
 * io.chatalot.webhooks.application.background.BackgroundObserver} counts its failures.
 */
package io.chatalot.webhooks.application.background;
