package io.chatalot.webhooks.server.limit;

import io.chatalot.webhooks.adapter.http.host.Accounts.Session;
import io.chatalot.webhooks.adapter.http.host.CpuWork;
import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.CallRefused.Limit;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.server.directory.KnownClients;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs log-ins on a few threads: those admitted by {@link LoginRates}, in the order of a {@link
 * LoginQueue}. Refuses log-ins without a place at once. Safe for use by many threads.
 */
public final class LoginLimits implements LoginLimit, AutoCloseable {
  /** A log-in that waits longer is refused, for example while the database is slowly going away. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** The longest wait of a client that came at its appointed time. */
  static final Duration LONGEST_PROMISED_WAIT = Duration.ofSeconds(20);

  private static final int IDLE_SECONDS = 30;
  private static final String TASK = "log_ins";

  private final Background background;
  private final KnownClients known;
  private final FailedLogins failures;
  private final LongSupplier nanoTime;
  private final LoginRates rates;
  private final LoginQueue<Waiting> queue;
  private final Executor threads;
  private volatile boolean closed;

  /** Runs as many log-ins at once as passwords are computed at once. */
  public LoginLimits(KnownClients known, FailedLogins failures, Background background) {
    this(known, failures, background, CpuWork.shared().threads(), System::nanoTime);
  }

  private LoginLimits(
      KnownClients known,
      FailedLogins failures,
      Background background,
      int workers,
      LongSupplier nanoTime) {
    this(known, failures, background, workers, threads(workers), nanoTime);
  }

  /**
   * @param workers the log-ins that run at once
   * @param nanoTime a monotonic time in nanoseconds
   */
  public LoginLimits(
      KnownClients known,
      FailedLogins failures,
      Background background,
      int workers,
      Executor threads,
      LongSupplier nanoTime) {
    this.background = background;
    background.begins(TASK);
    this.known = known;
    this.failures = failures;
    this.nanoTime = nanoTime;
    this.threads = threads;
    rates = new LoginRates(nanoTime);
    queue = new LoginQueue<>(workers, nanoTime);
  }

  private static Executor threads(int workers) {
    var number = new AtomicInteger();
    var threads =
        new ThreadPoolExecutor(
            workers,
            workers,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              var thread = new Thread(task, "login-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  @Override
  public CompletableFuture<Optional<Session>> attempt(
      LoginAttempt attempt, Supplier<Optional<Session>> login) {
    boolean isKnown = known.isKnown(attempt.client(), attempt.username());
    LoginRates.Pass pass;
    try {
      pass = rates.admit(attempt, isKnown);
    } catch (CallRefused limited) {
      failures.limited(attempt);
      throw limited;
    }
    boolean isPromised = pass.isPromised() || queue.isDue(attempt);
    long latest =
        nanoTime.getAsLong() + (isPromised ? LONGEST_PROMISED_WAIT : LONGEST_WAIT).toNanos();
    var waiting = new Waiting(attempt, pass, login, latest);
    if (closed) {
      pass.untried();
      throw stopping();
    }
    Optional<Waiting> dropped = queue.offer(attempt, pass.account(), isKnown, isPromised, waiting);
    dropped.ifPresent(this::refuse);
    if (!dropped.equals(Optional.of(waiting))) {
      threads.execute(background.guarded(TASK, this::next));
    }
    return waiting.result;
  }

  /** The log-ins that wait. */
  public int waiting() {
    return queue.waiting();
  }

  private void next() {
    queue.poll().ifPresent(this::tryNow);
  }

  /** Runs a log-in, and answers the waiting client even after an error. */
  private void tryNow(Waiting waiting) {
    try {
      tryInTime(waiting);
    } catch (Throwable failed) {
      waiting.result.completeExceptionally(failed);
      throw failed;
    }
  }

  private void tryInTime(Waiting waiting) {
    long start = nanoTime.getAsLong();
    if (start - waiting.latest > 0) {
      refuse(waiting);
      return;
    }
    Optional<Session> session;
    try {
      session = waiting.login.get();
    } catch (Throwable failed) {
      waiting.pass.untried();
      waiting.result.completeExceptionally(failed);
      if (failed instanceof Error) {
        // The client may be gone, so the log gets the failure.
        background.failed(TASK, failed);
      }
      return;
    }
    queue.took(Duration.ofNanos(nanoTime.getAsLong() - start));
    session.ifPresentOrElse(begun -> waiting.pass.succeeded(), waiting.pass::failed);
    waiting.result.complete(session);
    note(waiting.attempt, session);
  }

  /** Runs after the answer. */
  private void note(LoginAttempt attempt, Optional<Session> session) {
    session.ifPresentOrElse(
        begun -> known.remember(attempt.client(), begun.user()), () -> failures.wrong(attempt));
  }

  private void refuse(Waiting waiting) {
    waiting.pass.untried();
    waiting.result.completeExceptionally(
        busy("Too many log in at once; try again later.", queue.book(waiting.attempt)));
  }

  private static CallRefused stopping() {
    return busy("The server is stopping.", Duration.ofSeconds(1));
  }

  private static CallRefused busy(String message, Duration wait) {
    return new CallRefused(
        Reason.UNAVAILABLE, message, Limit.LOGINS, Optional.of(new Quota(1, wait, 0, wait, wait)));
  }

  /** Refuses the waiting log-ins; running log-ins finish. */
  @Override
  public void close() {
    closed = true;
    Optional<Waiting> waiting = queue.poll();
    while (waiting.isPresent()) {
      waiting.get().pass.untried();
      waiting.get().result.completeExceptionally(stopping());
      waiting = queue.poll();
    }
  }

  private static final class Waiting {
    private final LoginAttempt attempt;
    private final LoginRates.Pass pass;
    private final Supplier<Optional<Session>> login;
    private final long latest;
    private final CompletableFuture<Optional<Session>> result = new CompletableFuture<>();

    Waiting(
        LoginAttempt attempt,
        LoginRates.Pass pass,
        Supplier<Optional<Session>> login,
        long latest) {
      this.attempt = attempt;
      this.pass = pass;
      this.login = login;
      this.latest = latest;
    }
  }
}
