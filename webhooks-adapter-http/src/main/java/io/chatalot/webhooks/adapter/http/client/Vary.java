package io.chatalot.webhooks.adapter.http.client;

import io.javalin.http.Context;
import java.util.ArrayList;

/** Names the request headers that an answer depends on (RFC 9110, section 12.5.5). */
public final class Vary {
  private static final String NAME = "Vary";

  private Vary() {}

  /** Adds a header to {@code Vary}, and keeps the existing ones. */
  public static void add(Context ctx, String header) {
    var named = new ArrayList<String>();
    for (String line : ctx.res().getHeaders(NAME)) {
      for (String name : line.split(",")) {
        named.add(name.strip());
      }
    }
    if (named.stream().noneMatch(name -> name.equals("*") || name.equalsIgnoreCase(header))) {
      named.add(header);
      ctx.header(NAME, String.join(", ", named));
    }
  }
}
