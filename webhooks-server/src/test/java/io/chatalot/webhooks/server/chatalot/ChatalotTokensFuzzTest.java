package io.chatalot.webhooks.server.chatalot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.server.Backgrounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

class ChatalotTokensFuzzTest {
  private static final UUID USER = UUID.fromString("01900000-0000-7000-8000-000000000003");
  private static final String CLAIMS = "{\"sub\":\"" + USER + "\",\"exp\":1800000900}";
  private static final SigningKey SIGNER = SigningKey.make();
  private static final SigningKey STRANGER = SigningKey.make();

  private final ChatalotTokens tokens = new ChatalotTokens(key(), () -> Instant.ofEpochSecond(0));
  private final TimeLimit limit = new TimeLimit();

  private static ChatalotKey key() {
    try {
      Path file = Files.createTempFile("key", ".pem");
      SIGNER.writeTo(file);
      var key = new ChatalotKey(file, Backgrounds.silent());
      key.close();
      Files.delete(file);
      return key;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @FuzzTest(maxDuration = "", maxExecutions = 100_000)
  void anyTokenIsAcceptedOrRefused(byte[] data) {
    byte[] rest = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
    String text = AnyText.of(rest);
    String header = SigningKey.part(SigningKey.HEADER.getBytes(UTF_8));
    limit.check(
        () -> {
          // Two of them are signed by Chatalot's key, and the library reads them to the end.
          switch (data.length == 0 ? 0 : Math.floorMod(data[0], 4)) {
            case 1 -> tokens.user(SIGNER.token(text, CLAIMS));
            case 2 -> tokens.user(SIGNER.sign(header + "." + SigningKey.part(rest)));
            case 3 -> assertThat(tokens.user(STRANGER.token(text, CLAIMS))).isEmpty();
            default -> assertThat(tokens.user(text)).isEmpty();
          }
        });
  }
}
