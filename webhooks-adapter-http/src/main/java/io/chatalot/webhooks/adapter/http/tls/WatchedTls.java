package io.chatalot.webhooks.adapter.http.tls;

import io.chatalot.webhooks.adapter.http.work.SwallowedErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS that logs JVM errors while it encrypts and decrypts; see {@link SwallowedErrors}. */
public final class WatchedTls extends SslConnectionFactory {
  public WatchedTls(SslContextFactory.Server context, String protocol) {
    super(context, protocol);
  }

  @Override
  protected SslConnection newSslConnection(Connector connector, EndPoint socket, SSLEngine engine) {
    return new SslConnection(
        connector.getByteBufferPool(),
        connector.getExecutor(),
        getSslContextFactory(),
        socket,
        engine,
        isDirectBuffersForEncryption(),
        isDirectBuffersForDecryption()) {
      @Override
      protected SslEndPoint newSslEndPoint() {
        return new Decrypted();
      }

      final class Decrypted extends SslEndPoint {
        @Override
        public int fill(ByteBuffer buffer) throws IOException {
          try {
            return super.fill(buffer);
          } catch (Error error) {
            SwallowedErrors.log(error);
            throw error;
          }
        }

        @Override
        public boolean flush(ByteBuffer... buffers) throws IOException {
          try {
            return super.flush(buffers);
          } catch (Error error) {
            SwallowedErrors.log(error);
            throw error;
          }
        }
      }
    };
  }
}
