package io.chatalot.webhooks.adapter.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.PemKeyStore;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.jetty.SelfSigned;
import io.chatalot.webhooks.adapter.http.work.LogOnlyBackground;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warnings about certificates that are expired or not yet valid. */
class CertificateTimesTest {
  private static final Instant TODAY = Instant.now();

  private static SelfSigned good;
  private static SelfSigned expired;
  private static SelfSigned early;

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();
  private Instant now = TODAY;
  private TlsFiles files;

  @BeforeAll
  static void make(@TempDir Path place) throws Exception {
    good = SelfSigned.make("EC", place, "-1d", 100);
    expired = SelfSigned.make("EC", place, "-10d", 2);
    early = SelfSigned.make("EC", place, "+10d", 300);
  }

  @BeforeEach
  void place() {
    files = new TlsFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
  }

  @Test
  void anExpiredCertificateIsAWarningAtTheStart() throws Exception {
    expired.writeTo(files);
    assertThat(warningsOfAStart())
        .singleElement()
        .asString()
        .contains("CN=127.0.0.1 expired at " + expired.certificate().getNotAfter().toInstant());
  }

  @Test
  void aCertificateThatIsNotYetValidIsAWarningAtTheStart() throws Exception {
    early.writeTo(files);
    assertThat(warningsOfAStart())
        .singleElement()
        .asString()
        .contains("not valid before " + early.certificate().getNotBefore().toInstant());
  }

  @Test
  void aGoodCertificateIsNoWarning() throws Exception {
    good.writeTo(files);
    assertThat(warningsOfAStart()).isEmpty();
  }

  @Test
  void anExpiredCertificateNeverReplacesAGoodOne() throws Exception {
    good.writeTo(files);
    try (var tls = new TlsContext(files, LogOnlyBackground.create(), () -> now, warnings::add)) {
      expired.writeTo(files);
      tls.refresh();
      tls.refresh();

      assertThat(inUse(tls)).isEqualTo(good.certificate());
      assertThat(warnings).singleElement().asString().contains("expired at");
    }
  }

  @Test
  void aCertificateThatIsNotYetValidIsTakenWhenItsTimeHasCome() throws Exception {
    good.writeTo(files);
    try (var tls = new TlsContext(files, LogOnlyBackground.create(), () -> now, warnings::add)) {
      early.writeTo(files);
      tls.refresh();
      assertThat(inUse(tls)).isEqualTo(good.certificate());

      now = TODAY.plus(Duration.ofDays(11));
      tls.refresh();
      assertThat(inUse(tls)).isEqualTo(early.certificate());
    }
  }

  @Test
  void anExpiredCertificateMakesRoomForAnyOther() throws Exception {
    expired.writeTo(files);
    try (var tls = new TlsContext(files, LogOnlyBackground.create(), () -> now, warnings::add)) {
      early.writeTo(files);
      tls.refresh();
      assertThat(inUse(tls)).isEqualTo(early.certificate());

      good.writeTo(files);
      tls.refresh();
      assertThat(inUse(tls)).isEqualTo(good.certificate());
    }
  }

  @Test
  void aCertificateThatExpiresInUseIsAWarningOnce() throws Exception {
    good.writeTo(files);
    try (var tls = new TlsContext(files, LogOnlyBackground.create(), () -> now, warnings::add)) {
      now = TODAY.plus(Duration.ofDays(101));
      tls.refresh();
      tls.refresh();

      assertThat(warnings).singleElement().asString().contains("Clients refuse");
    }
  }

  private List<String> warningsOfAStart() throws Exception {
    try (var tls = new TlsContext(files, LogOnlyBackground.create(), () -> now, warnings::add)) {
      assertThat(inUse(tls)).isNotNull();
      return warnings;
    }
  }

  private static Certificate inUse(TlsContext tls) throws Exception {
    return tls.factory().getKeyStore().getCertificate(PemKeyStore.ALIAS);
  }
}
