/** Limits on calls and log-ins: {@link BucketRateLimiter}, {@link LoginLimits}. */
package io.chatalot.webhooks.server.limit;
