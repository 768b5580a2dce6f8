import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import com.github.maricn.logback.SlackAppender;

/** Logs to the webhook. */
class Logs {
  public static void main(String[] arguments) {
    var context = new LoggerContext();
    var layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern("%-5level %logger - %msg%n%ex{short}");
    layout.start();

    var appender = new SlackAppender();
    appender.setContext(context);
    appender.setLayout(layout);
    appender.setWebhookUri(
        System.getenv("BASE") + "/api/webhooks/execute/" + System.getenv("TOKEN") + "/slack");
    appender.setUsername("Logs");
    appender.setColorCoding(true);
    appender.start();

    var logger = context.getLogger("shop.Payments");
    logger.addAppender(appender);
    logger.error("Payment of *order* {} failed", 42, new IllegalStateException("no route"));
    logger.warn("Disk is full & slow");
    logger.info("started :tada:");
    System.out.println(
        "logback-slack-appender " + SlackAppender.class.getPackage().getImplementationVersion());
  }
}
