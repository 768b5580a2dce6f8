package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores that a test can take away or make hang, and that count how often they are asked. */
final class Outage {
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

  /** From now on nobody who asks gets an answer. */
  void hang() {
    open = new CountDownLatch(1);
  }

  /** All who asked get their answers, and so do all who ask. */
  void end() {
    away = false;
    open.countDown();
  }

  /** How often any store was asked for anything. */
  int asked() {
    return asked.get();
  }
}
