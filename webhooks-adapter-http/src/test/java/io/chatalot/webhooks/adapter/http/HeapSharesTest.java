package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.jetty.ClientConnections;
import io.chatalot.webhooks.adapter.http.jetty.RequestMemory;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that grows with the number of clients is bounded by a share of the heap. */
class HeapSharesTest {
  private static final long EIGHTH = Runtime.getRuntime().maxMemory() / 8;
  private static final int PARTS = 16;

  @Test
  void connectionsHaveAnEighthOfEightKibibytesEach() {
    int most = ClientConnections.bounded(Integer.MAX_VALUE, RequestObserver.NONE).most();
    assertThat(most).isPositive().isLessThanOrEqualTo((int) Math.min(EIGHTH / 8192, 1 << 30));
    assertThat(ClientConnections.bounded(16, RequestObserver.NONE).most()).isEqualTo(16);
  }

  /** The database, the jar and the log need descriptors, too. */
  @Test
  void connectionsLeaveAnEighthOfTheDescriptorsToOthers() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long all = unix.getMaxFileDescriptorCount();
      assertThat(ClientConnections.bounded(Integer.MAX_VALUE, RequestObserver.NONE).most())
          .isLessThanOrEqualTo((int) Math.min(all - all / 8, 1 << 30));
    }
  }

  @Test
  void headersAndBodiesOfAllRequestsHaveAnEighth() {
    var memory = new RequestMemory();
    int size = (int) (EIGHTH / PARTS);
    Stream.generate(HeapSharesTest::busy)
        .limit(PARTS)
        .forEach(part -> assertThat(memory.admitBody(part, size)).isTrue());
    assertThat(memory.admitHeaders(busy(), PARTS)).isFalse();
  }

  /** A request that does not wait for its client, so that it is never cut off. */
  private static RequestMemory.Part busy() {
    return new RequestMemory.Part(() -> false, () -> {});
  }
}
