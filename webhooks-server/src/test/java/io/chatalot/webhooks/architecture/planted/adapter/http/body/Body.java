package io.chatalot.webhooks.architecture.planted.adapter.http.body;

import io.chatalot.webhooks.architecture.planted.adapter.http.route.Route;

/** Stands in a circle with a route. */
public record Body(Route route) {}
