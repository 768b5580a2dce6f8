package io.chatalot.webhooks.adapter.http;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Measures allocated memory by the JVM's own count, which does not depend on the machine's load.
 */
public final class Allocated {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocated() {}

  /** The bytes that this thread allocates for the work, garbage included. */
  public static long by(Runnable work) {
    // The first run loads classes and fills caches.
    work.run();
    return once(work);
  }

  /** The bytes that the first run of the work allocates, class loading included. */
  public static long once(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
