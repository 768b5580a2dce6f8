package io.chatalot.webhooks.bench.performance.jmh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.domain.Violations;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The command of a JSON body. Reads the JSON as strictly as the HTTP adapter, whose own reader is
 * not public.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Parse {
  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String body = Execution.BODY;

  @Benchmark
  public Command parse() throws JsonProcessingException {
    JsonNode object = json.readTree(body);
    return Command.of(
            field -> Optional.ofNullable(object.path(field).textValue()), new Violations())
        .orElseThrow();
  }
}
