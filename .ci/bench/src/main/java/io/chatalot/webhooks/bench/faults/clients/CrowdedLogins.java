package io.chatalot.webhooks.bench.faults.clients;

import io.chatalot.webhooks.bench.faults.clients.LoginClient.Answer;
import io.chatalot.webhooks.bench.faults.scene.Bystanders;
import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sixty connections from sixty addresses log in without end, half of them with a right password:
 * made-up names, wrong passwords of the owner, and one member everywhere at once. Beside them the
 * owner logs in from a known address, and others from new addresses, which return at their {@code
 * Retry-After}.
 */
final class CrowdedLogins implements Fault {
  private static final int CONNECTIONS = 60;
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Rare enough for the limit on successful log-ins of one account. */
  private static final Duration OWNER_EACH = Duration.ofMillis(1_500);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String PASSWORD = Node.OWNER_PASSWORD;
  private static final String HOME = "203.0.113.9";

  @Override
  public String title(Severity severity) {
    return CONNECTIONS
        + " connections of wrong and right log-ins for "
        + severity.logins().toSeconds()
        + " s";
  }

  @Override
  public String happen(Scene scene) throws InterruptedException {
    Node node = scene.node(Ports.free(), Map.of("WEBHOOKS_TRUSTED_PROXIES", "127.0.0.1"));
    addUsers(scene);
    var owner = new LoginClient(scene.ledger(), node, HOME);
    require(owner.logIn("owner", PASSWORD).status() == 200, "The owner cannot log in");
    var service = new Service(scene, node);
    Bystanders others;
    var run = new Run(scene, node, System.nanoTime() + scene.severity().logins().toNanos());
    try (Callers callers = scene.callers(node)) {
      callers.awaitServed(Moments.of(1));
      others = new Bystanders(scene);
      for (int i = 0; i < CONNECTIONS; i++) {
        int number = i;
        run.start(() -> run.crowd(number));
      }
      run.start(() -> run.newcomers());
      run.start(() -> run.watch(service));
      run.owner(owner);
      others.enough();
      run.join();
    }
    return others.judge() + "; " + run.judge();
  }

  /** Adds users with the owner's password hash, so that the benchmark computes none. */
  private static void addUsers(Scene scene) {
    scene
        .database()
        .execute(
            """
            INSERT INTO directory.app_user (id, username, display_name, password_hash, created_at)
            SELECT gen_random_uuid(), name, name, password_hash, created_at
            FROM directory.app_user CROSS JOIN unnest(ARRAY['member', 'newcomer']) AS name
            WHERE username = 'owner'
            """);
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new BenchException(message);
    }
  }

  /** One run of the crowd. */
  private static final class Run {
    private final Scene scene;
    private final Node node;
    private final long end;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Integer, AtomicInteger> crowd = new ConcurrentHashMap<>();
    private final List<Duration> owners = new ArrayList<>();
    private final AtomicInteger newcomers = new AtomicInteger();
    private volatile Duration slowestReady = Duration.ZERO;
    private volatile Duration slowestNewcomer = Duration.ZERO;

    Run(Scene scene, Node node, long end) {
      this.scene = scene;
      this.node = node;
      this.end = end;
    }

    void start(Runnable work) {
      var thread = new Thread(work, "login-crowd-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }

    private boolean goesOn() {
      return System.nanoTime() - end < 0;
    }

    /**
     * Half of the log-ins are right, a quarter guesses on the owner's account, a quarter on made-
     * up ones.
     */
    void crowd(int number) {
      var client = new LoginClient(scene.ledger(), node, "198.51." + number + ".1");
      String username = number % 2 == 0 ? "member" : number % 4 == 1 ? "owner" : "nobody" + number;
      String password = number % 2 == 0 ? PASSWORD : "wrong-password";
      while (goesOn()) {
        Answer answer = client.logIn(username, password);
        crowd.computeIfAbsent(answer.status(), first -> new AtomicInteger()).incrementAndGet();
        if (!answer.retryAfter().isZero()) {
          Service.pause(PAUSE.toMillis());
        }
      }
    }

    void owner(LoginClient client) {
      while (goesOn()) {
        Answer answer = client.logIn("owner", PASSWORD);
        owners.add(answer.took());
        if (answer.status() != 200 || answer.took().compareTo(SOON) > 0) {
          scene.ledger().surprise("the owner's log-in was " + answer);
        }
        Service.pause(Math.max(0, OWNER_EACH.minus(answer.took()).toMillis()));
      }
    }

    /** Each log-in comes from a new address. */
    void newcomers() {
      for (int i = 1; goesOn(); i++) {
        var client = new LoginClient(scene.ledger(), node, "192.0." + i + ".1");
        long start = System.nanoTime();
        Answer answer = client.logIn("newcomer", PASSWORD);
        if (answer.status() != 200) {
          Service.pause(answer.retryAfter().toMillis());
          answer = client.logIn("newcomer", PASSWORD);
        }
        if (answer.status() != 200) {
          scene.ledger().surprise("a log-in at its Retry-After got " + answer);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        slowestNewcomer = took.compareTo(slowestNewcomer) > 0 ? took : slowestNewcomer;
        newcomers.incrementAndGet();
        Service.pause(1_000);
      }
    }

    void watch(Service service) {
      while (goesOn()) {
        long start = System.nanoTime();
        int ready = service.ready();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        slowestReady = took.compareTo(slowestReady) > 0 ? took : slowestReady;
        if (ready != 200 || took.compareTo(SOON) > 0) {
          scene.ledger().surprise("/health/ready was " + ready + " after " + Times.seconds(took));
        }
        Service.pause(250);
      }
    }

    void join() throws InterruptedException {
      for (Thread thread : threads) {
        thread.join();
      }
    }

    String judge() {
      Duration slowest = owners.stream().max(Duration::compareTo).orElseThrow();
      return String.format(
          Locale.ROOT,
          "the owner logged in %d times, the slowest after %s; %d new addresses when told to, the"
              + " slowest after %s; ready after %s at most; the crowd: %s",
          owners.size(),
          Times.seconds(slowest),
          newcomers.get(),
          Times.seconds(slowestNewcomer),
          Times.seconds(slowestReady),
          crowd);
    }
  }
}
