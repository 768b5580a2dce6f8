package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores that a test can make unavailable or hang, and that count their calls. */
final class StoreOutage {
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean away;
  private volatile CountDownLatch open = new CountDownLatch(0);

  <T> T of(Class<T> port, T store) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              asked.incrementAndGet();
              open.await();
              if (away) {
                throw new WebhookException(Reason.UNAVAILABLE, "The store is away.");
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  void begin() {
    away = true;
  }

  /** Lets every call hang from now on. */
  void hang() {
    open = new CountDownLatch(1);
  }

  /** Ends the outage: hanging and new calls get answers. */
  void end() {
    away = false;
    open.countDown();
  }

  /** The number of calls to all stores. */
  int asked() {
    return asked.get();
  }
}
