package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CausesTest {
  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(new UnknownHostException("db.example"), "the host db.example cannot be found"),
        Arguments.of(
            new SQLException(
                "The connection attempt failed.",
                new UnknownHostException("db.example: Name or service not known")),
            "the host db.example cannot be found"),
        Arguments.of(
            new SQLException(
                "The attempt failed.", new SocketTimeoutException("Connect timed out")),
            "the host does not answer in time"),
        Arguments.of(new NoSuchFileException("/data/x"), "there is no /data/x"),
        Arguments.of(new AccessDeniedException("/data"), "access to /data is denied"),
        Arguments.of(
            new FileSystemException("/data", null, "No space left on device"),
            "/data: No space left on device"),
        Arguments.of(new IOException("Broken pipe"), "Broken pipe"),
        Arguments.of(new IOException(), "no cause is known but IOException"));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void aCauseIsToldInWords(Throwable failure, String words) {
    assertThat(Causes.of(failure)).isEqualTo(words);
  }

  @Test
  void aCircleOfCausesEnds() {
    var first = new IOException("first");
    first.initCause(new IOException("second", first));

    assertThat(Causes.of(first)).isEqualTo("first");
  }
}
