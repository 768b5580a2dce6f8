package io.chatalot.webhooks.bench.performance.jmh;

import io.chatalot.webhooks.domain.MessageDraft;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The message of a webhook and a command. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Compose {
  @Benchmark
  public MessageDraft compose() {
    return Examples.WEBHOOK.post(
        Examples.MESSAGE_ID,
        Examples.COMMAND.content(),
        Examples.COMMAND.username(),
        Examples.COMMAND.avatarUrl());
  }
}
