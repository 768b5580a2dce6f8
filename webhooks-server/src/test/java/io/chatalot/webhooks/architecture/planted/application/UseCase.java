package io.chatalot.webhooks.architecture.planted.application;

import io.chatalot.webhooks.architecture.planted.domain.Token;
import io.chatalot.webhooks.architecture.planted.server.Server;
import org.commonmark.node.Text;
import org.slf4j.LoggerFactory;

/** Sees a logger, commonmark and the server, and reveals a token. */
public final class UseCase {
  public Server run(Token token) {
    LoggerFactory.getLogger("planted").info(new Text(token.reveal()).getLiteral());
    return new Server();
  }
}
