package io.chatalot.webhooks.bench.performance.jmh;

import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.TokenHash;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The hash that looks a webhook up, from the token in the URL. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Hash {
  private final String candidate = Examples.TOKEN.reveal();

  @Benchmark
  public TokenHash hash() {
    return Token.parse(candidate).orElseThrow().hash();
  }
}
