package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** A scheduler for Jetty whose tasks run when a test says so. */
public final class ManualScheduler extends AbstractLifeCycle implements Scheduler {
  private final List<Due> tasks = new CopyOnWriteArrayList<>();

  @Override
  public Task schedule(Runnable task, long delay, TimeUnit units) {
    var due = new Due(task, Duration.of(delay, units.toChronoUnit()));
    tasks.add(due);
    return () -> tasks.remove(due);
  }

  /** Waits until a task with exactly this delay is scheduled, then runs it. */
  public void awaitAndRun(Duration delay) {
    long start = System.nanoTime();
    while (tasks.stream().noneMatch(task -> task.delay().equals(delay))) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
    for (Due task : tasks) {
      if (task.delay().equals(delay) && tasks.remove(task)) {
        task.run().run();
      }
    }
  }

  private record Due(Runnable run, Duration delay) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
