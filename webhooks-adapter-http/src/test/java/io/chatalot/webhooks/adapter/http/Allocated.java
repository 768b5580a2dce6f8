package io.chatalot.webhooks.adapter.http;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much memory work takes, counted by the JVM: the same however busy the machine is. */
public final class Allocated {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocated() {}

  /** The bytes that this thread allocates for the work, those included that are garbage then. */
  public static long by(Runnable work) {
    // Classes are loaded, and what is made once is made.
    work.run();
    return once(work);
  }

  /** The same, with what is made at a first time. */
  public static long once(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
