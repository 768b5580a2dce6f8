package io.chatalot.webhooks.architecture.planted.adapter.http;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.architecture.planted.application.driven.Store;

/** Sees a driven port and a pool. */
public record Routes(Store store, HikariDataSource pool) {}
