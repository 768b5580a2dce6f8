package io.chatalot.webhooks.architecture.planted.application;

import io.chatalot.webhooks.architecture.planted.domain.Token;
import io.chatalot.webhooks.architecture.planted.server.Server;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import javax.sql.DataSource;
import org.commonmark.node.Text;
import org.slf4j.LoggerFactory;

/** Sees a logger, commonmark, files, a socket, SQL and the server, and reveals a token. */
public final class UseCase {
  public Timestamp since;
  public DataSource source;
  public Socket socket;

  public Server run(Token token) {
    LoggerFactory.getLogger("planted").info(new Text(token.reveal()).getLiteral());
    return Files.exists(Path.of("planted")) ? new Server() : null;
  }
}
