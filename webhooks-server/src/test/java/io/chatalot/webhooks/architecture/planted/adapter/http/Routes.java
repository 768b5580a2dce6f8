package io.chatalot.webhooks.architecture.planted.adapter.http;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.architecture.planted.adapter.jdbc.Rows;
import io.chatalot.webhooks.architecture.planted.application.UseCase;
import io.chatalot.webhooks.architecture.planted.application.driven.Store;
import io.chatalot.webhooks.architecture.planted.application.markdown.Renderer;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.pebbletemplates.pebble.lexer.LexerImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Sees a use case, a driven port, the renderer, a store and a pool, believes a header about the
 * method, listens, connects, looks names up, and reads templates by Pebble's lexer.
 */
public record Routes(
    UseCase useCase,
    Store store,
    Renderer renderer,
    Rows rows,
    HikariDataSource pool,
    ServerSocket listening,
    DatagramSocket datagrams,
    LexerImpl lexer) {
  HandlerType method(Context ctx) {
    return ctx.method();
  }

  SocketChannel connect(SocketAddress address) throws IOException {
    return SocketChannel.open(address);
  }

  String name(String host) throws IOException {
    return InetAddress.getByName(host).getCanonicalHostName();
  }
}
