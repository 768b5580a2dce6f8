package io.chatalot.webhooks.application;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Notes the calls of driven ports in their order, and passes them on. */
final class Watched {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** Wraps a port; {@code before} gets the name of each method before the call. */
  <T> T port(Class<T> type, T real, Consumer<String> before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              calls.add(type.getSimpleName() + "." + method.getName());
              before.accept(method.getName());
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  <T> T port(Class<T> type, T real) {
    return port(type, real, name -> {});
  }

  /** The calls since the last use of this method. */
  List<String> taken() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }
}
