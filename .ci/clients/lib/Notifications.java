import de.codecentric.boot.admin.server.domain.entities.EventsourcingInstanceRepository;
import de.codecentric.boot.admin.server.domain.entities.Instance;
import de.codecentric.boot.admin.server.domain.events.InstanceStatusChangedEvent;
import de.codecentric.boot.admin.server.domain.values.InstanceId;
import de.codecentric.boot.admin.server.domain.values.Registration;
import de.codecentric.boot.admin.server.domain.values.StatusInfo;
import de.codecentric.boot.admin.server.eventstore.InMemoryEventStore;
import de.codecentric.boot.admin.server.notify.DiscordNotifier;
import de.codecentric.boot.admin.server.notify.SlackNotifier;
import java.net.URI;
import java.util.List;
import org.springframework.web.client.RestTemplate;

/** Notifies the webhook that an application goes down and comes back. */
class Notifications {
  private static final InstanceId SHOP = InstanceId.of("8c1f");

  public static void main(String[] arguments) {
    var instances = new EventsourcingInstanceRepository(new InMemoryEventStore());
    var registration = Registration.create("shop_api", "http://shop.example/health").build();
    instances.save(Instance.create(SHOP).register(registration)).block();

    String webhooks = System.getenv("BASE") + "/api/webhooks/";
    String token = System.getenv("TOKEN");
    var slack = new SlackNotifier(instances, new RestTemplate());
    slack.setWebhookUrl(URI.create(webhooks + "execute/" + token + "/slack"));
    var discord = new DiscordNotifier(instances, new RestTemplate());
    discord.setWebhookUrl(URI.create(webhooks + System.getenv("WEBHOOK_ID") + "/" + token));
    discord.setUsername("Admin");

    for (var notifier : List.of(slack, discord)) {
      notifier.notify(new InstanceStatusChangedEvent(SHOP, 2, StatusInfo.ofDown())).block();
      notifier.notify(new InstanceStatusChangedEvent(SHOP, 3, StatusInfo.ofUp())).block();
    }
    System.out.println(
        "spring-boot-admin-server " + SlackNotifier.class.getPackage().getImplementationVersion());
  }
}
