package io.chatalot.webhooks.adapter.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.TestHost;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.adapter.http.tls.TlsContext;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static final String LIVE =
      "GET /health/live HTTP/1.1\r\nHost: another.example\r\nConnection: close\r\n\r\n";

  private static SelfSigned rsa;
  private static SelfSigned ec;
  private static SelfSigned otherEc;

  @TempDir Path folder;

  private TlsFiles files;

  @BeforeAll
  static void make(@TempDir Path place) throws Exception {
    rsa = SelfSigned.make("RSA", place);
    ec = SelfSigned.make("EC", place);
    otherEc = SelfSigned.make("EC", place);
  }

  @BeforeEach
  void place() {
    files = new TlsFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
  }

  static Stream<SelfSigned> kinds() {
    return Stream.of(rsa, ec);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itSpeaksTlsWithTheGivenCertificate(SelfSigned pair) throws Exception {
    pair.writeTo(files);
    try (TestServer server = serve()) {
      HttpResponse<String> answer = logIn(server, pair);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
    }
  }

  /** A renegotiation would cost the server a signature and the client only some bytes. */
  @Test
  void aConnectionHasOneHandshake() throws Exception {
    ec.writeTo(files);
    try (TestServer server = serve();
        Socket plain = new Socket("127.0.0.1", server.port());
        SSLSocket client =
            (SSLSocket)
                ec.trusting().getSocketFactory().createSocket(plain, "localhost", 0, true)) {
      client.setSoTimeout(20_000);
      client.setEnabledProtocols(new String[] {"TLSv1.2"});
      client.startHandshake();

      assertThatThrownBy(
              () -> {
                client.startHandshake();
                client.getOutputStream().write(LIVE.getBytes(StandardCharsets.US_ASCII));
                if (client.getInputStream().read() < 0) {
                  throw new EOFException();
                }
              })
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientNeedsNoCertificateAndNoName(String protocol) throws Exception {
    ec.writeTo(files);
    try (TestServer server = serve();
        SSLSocket client =
            (SSLSocket) ec.trusting().getSocketFactory().createSocket("127.0.0.1", server.port())) {
      client.setSoTimeout(20_000);
      client.setEnabledProtocols(new String[] {protocol});
      client.getOutputStream().write(LIVE.getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 ");
      assertThat(client.getSession().getLocalCertificates()).isNull();
    }
  }

  @Test
  void plainHttpIsRefusedOnATlsPort() throws Exception {
    ec.writeTo(files);
    try (TestServer server = serve()) {
      assertThat(server.jetty().getConnectors()).hasSize(1);
      assertThat(server.jetty().getConnectors()[0].getProtocols())
          .containsExactly("ssl", "http/1.1");
      var factory = server.tls().factory();
      assertThat(factory.getSelectedProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
      assertThat(factory.getWantClientAuth() || factory.getNeedClientAuth()).isFalse();
    }
  }

  @Test
  void aChangedPairIsTakenAndABrokenOneIsNot() throws Exception {
    rsa.writeTo(files);
    try (TestServer server = serve()) {
      TlsContext tls = server.tls();
      Files.writeString(files.certificate(), ec.certificatePem());
      tls.refresh();
      assertThat(served(server, rsa)).isEqualTo(rsa.certificate());

      Files.writeString(files.key(), ec.keyPem());
      tls.refresh();
      assertThat(served(server, ec)).isEqualTo(ec.certificate());
      assertThatThrownBy(() -> served(server, rsa)).isInstanceOf(SSLHandshakeException.class);

      Files.delete(files.certificate());
      tls.refresh();
      assertThat(served(server, ec)).isEqualTo(ec.certificate());
    }
  }

  @Test
  void unusableFilesAreReportedWithoutTheKey() throws Exception {
    assertThatThrownBy(files::require).hasMessageContaining("certificate.pem cannot be read");
    ec.writeTo(files);
    files.require();

    Files.writeString(files.key(), ec.keyPem().replace(" PRIVATE", " EC PRIVATE"));
    assertThatThrownBy(files::require).hasMessageContaining("openssl pkcs8");
    Files.writeString(files.key(), ec.keyPem().replaceFirst("\nM", "\nA"));
    assertThatThrownBy(files::require)
        .hasMessageContaining("key.pem is not a key of the certificate's kind, EC")
        .hasNoCause();
    Files.writeString(files.key(), rsa.keyPem());
    assertThatThrownBy(files::require).hasMessageContaining("certificate's kind, EC");
    Files.writeString(files.key(), otherEc.keyPem());
    assertThatThrownBy(files::require)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key.pem is not the key of the certificate");

    Files.writeString(files.certificate(), "nothing");
    assertThatThrownBy(files::require).hasMessageContaining("certificate.pem");
  }

  private TestServer serve() {
    return new TestServer(
        TestServer.options(TrustedProxies.NONE, CrossOrigins.NONE, false, Optional.of(files)));
  }

  private static Certificate served(TestServer server, SelfSigned trusted) throws Exception {
    return logIn(server, trusted).sslSession().orElseThrow().getPeerCertificates()[0];
  }

  /** Calls with a new client, which trusts only that certificate and has no TLS session. */
  private static HttpResponse<String> logIn(TestServer server, SelfSigned trusted)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/api/auth/login"))
            .header("Content-Type", "application/json")
            .header("Connection", "close")
            .POST(
                BodyPublishers.ofString(
                    "{\"username\":\"owner\",\"password\":\"" + TestHost.PASSWORD + "\"}"))
            .build();
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(trusted.trusting())
        .build()
        .send(request, BodyHandlers.ofString());
  }
}
