/**
 * Background tasks: recurring rounds, and work on threads that no caller waits for. No failure is
 * silent. {@link io.chatalot.webhooks.application.background.Background} starts the tasks, {@link
 * io.chatalot.webhooks.application.background.BackgroundObserver} counts their failures.
 */
package io.chatalot.webhooks.application.background;
