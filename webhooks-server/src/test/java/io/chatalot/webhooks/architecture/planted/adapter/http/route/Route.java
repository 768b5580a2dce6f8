package io.chatalot.webhooks.architecture.planted.adapter.http.route;

import io.chatalot.webhooks.architecture.planted.adapter.http.body.Body;

/** Stands in a circle with a body. */
public record Route(Body body) {}
