package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.application.background.BackgroundObserver;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driven.Refusals;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.domain.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The metrics for Prometheus:
 *
 * <ul>
 *   <li>{@code http_server_requests_seconds}: answers by {@code method}, {@code route} (a pattern,
 *       never a path) and {@code status}
 *   <li>{@code webhook_calls_total}: calls of webhooks by {@code outcome}: {@code accepted}, {@code
 *       invalid}, {@code not_found}, {@code limited}, {@code unavailable} or {@code failed}
 *   <li>{@code webhook_batch_messages} and {@code webhook_batch_commit_seconds}: the group commit
 *   <li>{@code webhook_queue_messages} of at most {@code webhook_queue_capacity}: messages that
 *       wait for a commit
 *   <li>{@code webhook_limit_refusals_total}: calls and logins that a {@code limit} refused
 *   <li>{@code webhook_refusals_total}: refused calls that were accounted for after their answers,
 *       by whether their token is {@code known}; {@code webhook_refusals_dropped_total}: refused
 *       calls that were not, since the queue was full or the database away
 *   <li>{@code webhook_connections_open} of at most {@code webhook_connections_max}, and {@code
 *       webhook_connections_ended_total}: connections that were refused, or ended before the client
 *       was done, by {@code reason} (a {@link ConnectionEnd})
 *   <li>{@code webhook_streams_open}: members that follow a channel
 *   <li>{@code webhook_housekeeping_rounds_total} by {@code outcome}: {@code done}, {@code put_off}
 *       or {@code failed}; and {@code webhook_housekeeping_removed_total}, what they removed by
 *       {@code kind}: {@code message}, {@code key}, {@code session} or {@code known_client}
 *   <li>{@code webhook_background_failures_total}: failures in the background by {@code task}; each
 *       was logged, and the task goes on
 *   <li>{@code webhook_logins_waiting}: log-ins that wait for their turn, and {@code
 *       webhook_logins_not_logged_total}: failed ones that the bounded log leaves out
 *   <li>{@code webhook_clock_offset_seconds}: the seconds that this node's clock was ahead of the
 *       database's at the last comparison
 *   <li>{@code hikaricp_connections*}: the pool of connections
 *   <li>{@code jvm_*}, {@code process_*} and {@code system_*}
 * </ul>
 *
 * Safe for use by many threads.
 */
public final class Metrics implements RequestObserver, AutoCloseable {
  /** The content type of {@link #scrape}. */
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration[] BUCKETS =
      List.of(1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final DistributionSummary batchRows =
      DistributionSummary.builder("webhook.batch.messages")
          .description("Messages that were committed together")
          .register(registry);
  private final Timer batchTime =
      Timer.builder("webhook.batch.commit")
          .description("How long a commit took")
          .serviceLevelObjectives(BUCKETS)
          .register(registry);

  private final Counter loginsNotLogged =
      Counter.builder("webhook.logins.not.logged")
          .description("Failed logins that the bounded log leaves out")
          .register(registry);

  /** Cached, since a look-up in the registry by tags costs more than the count. */
  private final Map<Answer, AnswerMeters> answers = new ConcurrentHashMap<>();

  /** Held strongly, since the registry holds only weak references. */
  private final List<LongSupplier> watched = new CopyOnWriteArrayList<>();

  private final Map<ConnectionEnd, Counter> connectionsEnded = new EnumMap<>(ConnectionEnd.class);

  public Metrics() {
    // Registered at the start: Prometheus sees no increase in a counter that appears with its first
    // count.
    List.of("accepted", "invalid", "not_found", "limited", "unavailable", "failed")
        .forEach(this::calls);
    List.of("done", "put_off", "failed").forEach(this::rounds);
    List.of(ConnectionEnd.values()).forEach(why -> connectionsEnded.put(why, endings(why)));
    List.of("message", "key", "session", "known_client").forEach(this::removals);
    List<MeterBinder> binders =
        List.of(
            collections,
            new ClassLoaderMetrics(),
            new JvmInfoMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new FileDescriptorMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics());
    binders.forEach(binder -> binder.bindTo(registry));
  }

  @Override
  public void answered(String method, String route, int status, Duration took) {
    answers.computeIfAbsent(new Answer(method, route, status), this::meters).count(took);
  }

  private AnswerMeters meters(Answer answer) {
    Timer time =
        Timer.builder("http.server.requests")
            .description("Answers of the HTTP server")
            .tag("method", answer.method())
            .tag("route", answer.route())
            .tag("status", Integer.toString(answer.status()))
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    return new AnswerMeters(
        time, answer.isOfCall() ? Optional.of(calls(outcome(answer.status()))) : Optional.empty());
  }

  private Counter calls(String outcome) {
    return Counter.builder("webhook.calls")
        .description("Calls of webhooks by outcome")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static String outcome(int status) {
    return switch (status) {
      case 200, 204 -> "accepted";
      case 404 -> "not_found";
      case 429 -> "limited";
      case 503 -> "unavailable";
      default -> status < 500 ? "invalid" : "failed";
    };
  }

  @Override
  public void connectionEnded(ConnectionEnd why) {
    connectionsEnded.get(why).increment();
  }

  private Counter endings(ConnectionEnd why) {
    return Counter.builder("webhook.connections.ended")
        .description("Connections that were refused, or ended before the client was done")
        .tag("reason", why.label())
        .register(registry);
  }

  /** Counts a committed batch of messages. */
  public void committed(int rows, Duration took) {
    batchRows.record(rows);
    batchTime.record(took);
  }

  /** Wraps a limiter, and counts its refusals under a name. */
  public RateLimiter counted(String limit, RateLimiter limiter) {
    return new CountedLimiter(limiter, refusals(limit));
  }

  /**
   * Wraps a log-in limit, and counts its refusals; log-ins without a place have a name of their
   * own.
   */
  public LoginLimit counted(String limit, String places, LoginLimit logins) {
    Counter limited = refusals(limit);
    Counter crowded = refusals(places);
    return (attempt, login) -> {
      try {
        return logins
            .attempt(attempt, login)
            .whenComplete((session, failed) -> count(failed, limited, crowded));
      } catch (CallRefused refused) {
        count(refused, limited, crowded);
        throw refused;
      }
    };
  }

  private static void count(Throwable failed, Counter limited, Counter crowded) {
    if (failed instanceof CallRefused refused) {
      (refused.reason() == Reason.RATE_LIMITED ? limited : crowded).increment();
    }
  }

  /** Counts a failed login that is not in the log. */
  public void loginNotLogged() {
    loginsNotLogged.increment();
  }

  private Counter refusals(String limit) {
    return Counter.builder("webhook.limit.refusals")
        .description("Calls and logins that a limit refused")
        .tag("limit", limit)
        .register(registry);
  }

  /** Counts refused calls of known and of unknown webhooks. */
  public Refusals refusals() {
    Counter known = refusedCalls(true);
    Counter unknown = refusedCalls(false);
    return new Refusals() {
      @Override
      public void keep(List<OfWebhook> refusals) {
        known.increment(refusals.size());
      }

      @Override
      public void unknown(int count) {
        unknown.increment(count);
      }
    };
  }

  private Counter refusedCalls(boolean known) {
    return Counter.builder("webhook.refusals")
        .description("Refused calls that were accounted for after their answers")
        .tag("known", Boolean.toString(known))
        .register(registry);
  }

  /** Counts the failures of background tasks; each counter starts at 0. */
  public BackgroundObserver background() {
    return new BackgroundObserver() {
      @Override
      public void begins(String task) {
        backgroundFailures(task);
      }

      @Override
      public void failed(String task, Throwable failure) {
        backgroundFailures(task).increment();
      }
    };
  }

  private Counter backgroundFailures(String task) {
    return Counter.builder("webhook.background.failures")
        .description("Failures of tasks in the background, which went on")
        .tag("task", task)
        .register(registry);
  }

  /** Counts a round of housekeeping. */
  void tidied(String outcome) {
    rounds(outcome).increment();
  }

  /** Counts rows that housekeeping removed. */
  void removed(String kind, int count) {
    removals(kind).increment(count);
  }

  private Counter rounds(String outcome) {
    return Counter.builder("webhook.housekeeping.rounds")
        .description("Rounds that removed what had expired")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter removals(String kind) {
    return Counter.builder("webhook.housekeeping.removed")
        .description("What had expired and was removed")
        .tag("kind", kind)
        .register(registry);
  }

  /** Shows a number that changes by itself, such as the length of a queue. */
  public void watch(String name, IntSupplier number) {
    Gauge.builder(name, number, IntSupplier::getAsInt).strongReference(true).register(registry);
  }

  /** Shows a time in seconds that changes by itself. */
  public void watchSeconds(String name, DoubleSupplier seconds) {
    Gauge.builder(name, seconds, DoubleSupplier::getAsDouble)
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  /** Shows a number that only grows, such as dropped refusals. */
  public void watchCount(String name, LongSupplier number) {
    watched.add(number);
    FunctionCounter.builder(name, number, LongSupplier::getAsLong).register(registry);
  }

  /** The registry, for further meters such as a pool's. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All metrics in Prometheus' text format. */
  public String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  /** A kind of answer; there are few, since both the routes and the methods are known. */
  private record Answer(String method, String route, int status) {
    boolean isOfCall() {
      return method.equals("POST") && route.contains("{token}") && !route.contains("/messages/");
    }
  }

  private record AnswerMeters(Timer time, Optional<Counter> calls) {
    void count(Duration took) {
      time.record(took);
      calls.ifPresent(Counter::increment);
    }
  }
}
