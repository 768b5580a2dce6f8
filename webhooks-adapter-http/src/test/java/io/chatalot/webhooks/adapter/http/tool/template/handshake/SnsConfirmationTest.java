package io.chatalot.webhooks.adapter.http.tool.template.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.Shown;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amazon SNS, "HTTP/HTTPS subscription confirmation JSON format" and its neighbour. */
class SnsConfirmationTest {
  private static final String URL =
      "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription"
          + "&TopicArn=arn:aws:sns:eu-central-1:111122223333:ops_alarms&Token=2336412f37";

  @Test
  void aSubscriptionIsAMessageWithTheAddressToOpen() {
    String markdown = confirmation(body("SubscriptionConfirmation", URL)).orElseThrow();
    assertThat(markdown)
        .isEqualTo(
            """
            🔗 **Amazon SNS asks to confirm a subscription**
            Topic: `arn:aws:sns:eu-central-1:111122223333:ops_alarms`
            To get the topic's messages here, open <URL>\
            """
                .replace("URL", URL));
    assertThat(new Shown().html(markdown))
        .contains("href=\"" + URL.replace("&", "&amp;") + "\"", "<strong>");
  }

  @Test
  void theEndOfASubscriptionIsAMessageThatShowsHowToRestoreIt() {
    assertThat(confirmation(body("UnsubscribeConfirmation", URL)))
        .contains(
            """
            🔗 **Amazon SNS has ended a subscription**
            Topic: `arn:aws:sns:eu-central-1:111122223333:ops_alarms`
            To restore it, open <URL>\
            """
                .replace("URL", URL));
  }

  @Test
  void aConfirmationIsNoTestThatIsAnsweredWithoutAMessage() {
    var call =
        HandshakesTest.call("POST", Map.of(), Map.of(), body("SubscriptionConfirmation", URL));
    assertThat(new Handshakes(Optional.empty()).answer(call)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "javascript:alert(1)", "https://a.example/> **x**", "sns"})
  void withoutAnAddressToOpenTheTemplateShowsThePayload(String url) {
    assertThat(confirmation(body("SubscriptionConfirmation", url))).isEmpty();
  }

  @Test
  void aNotificationIsForTheTemplate() {
    assertThat(confirmation(body("Notification", URL))).isEmpty();
    assertThat(confirmation("[]")).isEmpty();
    assertThat(confirmation("")).isEmpty();
  }

  private static Optional<String> confirmation(String body) {
    return Handshakes.confirmation(HandshakesTest.call("POST", Map.of(), Map.of(), body));
  }

  private static String body(String type, String url) {
    return """
    {"Type": "TYPE", "MessageId": "165545c9-2a5c-472c-8df2-7ff2be2b3b1b", "Token": "2336412f37",
     "TopicArn": "arn:aws:sns:eu-central-1:111122223333:ops_alarms",
     "Message": "Confirm it.", "SubscribeURL": "ADDRESS",
     "Timestamp": "2026-11-27T08:00:00.000Z", "SignatureVersion": "1", "Signature": "EXAMPLE",
     "SigningCertURL": "https://sns.eu-central-1.amazonaws.com/cert.pem"}\
    """
        .replace("TYPE", type)
        .replace("ADDRESS", url);
  }
}
