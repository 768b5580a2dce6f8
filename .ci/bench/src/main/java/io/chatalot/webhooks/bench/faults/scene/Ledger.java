package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.BenchException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The calls of the callers, and their answers. Safe for use by many threads. */
public final class Ledger {
  private static final Duration NEVER = Duration.ofSeconds(90);
  private static final String NONE = "none";

  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final Set<Call> confirmed = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicLong> answers = new ConcurrentSkipListMap<>();
  private final Set<String> surprises = new TreeSet<>();
  private final AtomicLong slowest = new AtomicLong();
  private long served;

  /** Notes a call before it is sent. */
  public void begin(Call call) {
    calls.add(call);
  }

  /**
   * Notes an answer.
   *
   * @param retryAfter whether the answer has {@code Retry-After}
   * @param tookNanos from the request to the answer
   */
  public void answered(Call call, int status, boolean retryAfter, long tookNanos) {
    count(Integer.toString(status));
    slowest.accumulateAndGet(tookNanos, Math::max);
    if (status == 200) {
      confirmed.add(call);
      serve();
    } else if (status != 503) {
      surprise("an answer was " + status);
    } else if (!retryAfter) {
      surprise("a 503 had no Retry-After");
    }
  }

  /** Notes a call without an answer. */
  public void cutOff() {
    count(NONE);
  }

  private void count(String answer) {
    answers.computeIfAbsent(answer, first -> new AtomicLong()).incrementAndGet();
  }

  private synchronized void serve() {
    served++;
    notifyAll();
  }

  /** Notes behaviour that no fault excuses. */
  public synchronized void surprise(String what) {
    surprises.add(what);
  }

  /**
   * Waits for {@code more} answers of 200.
   *
   * @return the time that took
   */
  public synchronized Duration awaitServed(int more) {
    long start = System.nanoTime();
    long goal = served + more;
    while (served < goal) {
      long left = NEVER.minusNanos(System.nanoTime() - start).toMillis();
      if (left <= 0) {
        throw new BenchException("Service never came back: " + answers());
      }
      try {
        TimeUnit.MILLISECONDS.timedWait(this, left);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new BenchException("It was interrupted", stop);
      }
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The slowest answer since the last call of this method. */
  Duration slowest() {
    return Duration.ofNanos(slowest.getAndSet(0));
  }

  /** The number of answers with this status. */
  public long count(int status) {
    AtomicLong count = answers.get(Integer.toString(status));
    return count == null ? 0 : count.get();
  }

  long unanswered() {
    AtomicLong count = answers.get(NONE);
    return count == null ? 0 : count.get();
  }

  Set<Call> calls() {
    return Set.copyOf(calls);
  }

  boolean isConfirmed(Call call) {
    return confirmed.contains(call);
  }

  /** Behaviour that no fault excuses, in words. */
  public synchronized Set<String> surprises() {
    return Set.copyOf(surprises);
  }

  /** The number of answers of each kind, in words. */
  String answers() {
    return answers.entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%s: %,d", entry.getKey(), entry.getValue().get()))
        .collect(Collectors.joining("; "));
  }
}
