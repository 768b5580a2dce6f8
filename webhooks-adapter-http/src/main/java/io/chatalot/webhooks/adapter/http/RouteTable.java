package io.chatalot.webhooks.adapter.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which method of which path is answered by what. A path answers every other method with 405 and
 * {@code Allow}; earlier paths win over later ones that match as well.
 */
final class RouteTable {
  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.OPTIONS,
          HandlerType.TRACE);

  private final Map<String, Path> paths;
  private final ProblemWriter problems;

  RouteTable() {
    this(new LinkedHashMap<>(), ProblemWriter.ENVELOPE);
  }

  private RouteTable(Map<String, Path> paths, ProblemWriter problems) {
    this.paths = paths;
    this.problems = problems;
  }

  /** The same table; paths that are new to it and added through this tell their problems so. */
  RouteTable telling(ProblemWriter problems) {
    return new RouteTable(paths, problems);
  }

  RouteTable get(String path, Handler handler) {
    return add(HandlerType.GET, path, handler).add(HandlerType.HEAD, path, handler);
  }

  RouteTable post(String path, Handler handler) {
    return add(HandlerType.POST, path, handler);
  }

  RouteTable patch(String path, Handler handler) {
    return add(HandlerType.PATCH, path, handler);
  }

  RouteTable delete(String path, Handler handler) {
    return add(HandlerType.DELETE, path, handler);
  }

  /** Each method and path, such as {@code POST /api/auth/login}, in order; HEAD is not listed. */
  List<String> listing() {
    return paths.entrySet().stream()
        .flatMap(
            path ->
                path.getValue().handlers().keySet().stream()
                    .filter(method -> method != HandlerType.HEAD)
                    .map(method -> method.name() + " " + path.getKey()))
        .toList();
  }

  /** The methods that the path answers; empty if there is no such path. */
  Optional<String> allowed(String path) {
    return paths.entrySet().stream()
        .filter(route -> path.matches(route.getKey().replaceAll("\\{[a-z_]+}", "[^/]+")))
        .map(route -> route.getValue().handlers())
        .filter(handlers -> !handlers.isEmpty())
        .findFirst()
        .map(RouteTable::allowed);
  }

  /** Says that a path is none, although a later one with a parameter would match it. */
  RouteTable nothing(String path) {
    paths.put(path, new Path(Map.of(), problems));
    return this;
  }

  void mount(JavalinConfig config, Answering answering) {
    paths.forEach(
        (template, path) -> {
          for (HandlerType method : METHODS) {
            config.routes.addHttpHandler(
                method, template, guarded(template, path, method, answering));
          }
        });
  }

  private RouteTable add(HandlerType method, String path, Handler handler) {
    paths
        .computeIfAbsent(path, key -> new Path(new LinkedHashMap<>(), problems))
        .handlers()
        .put(method, handler);
    return this;
  }

  private static String allowed(Map<HandlerType, Handler> handlers) {
    return Stream.concat(handlers.keySet().stream(), Stream.of(HandlerType.OPTIONS))
        .map(HandlerType::name)
        .collect(Collectors.joining(", "));
  }

  /** Answers every exception as the path's callers know it. */
  private static Handler guarded(
      String template, Path path, HandlerType method, Answering answering) {
    Handler handler = path.handler(method);
    return ctx -> {
      long start = System.nanoTime();
      answering.begin(ctx, template);
      try {
        handler.handle(ctx);
        LargeAnswer.takeOver(ctx);
      } catch (Exception e) {
        Problems.answer(ctx, e, path.problems());
      }
      answering.end(ctx, template, Duration.ofNanos(System.nanoTime() - start));
    };
  }

  private record Path(Map<HandlerType, Handler> handlers, ProblemWriter problems) {
    Handler handler(HandlerType method) {
      return handlers.getOrDefault(method, fallback(method));
    }

    private Handler fallback(HandlerType method) {
      if (handlers.isEmpty()) {
        return ctx -> Problems.write(ctx, Problem.notFound("There is nothing here."), problems);
      }
      String allowed = allowed(handlers);
      if (method == HandlerType.OPTIONS) {
        return ctx -> {
          ctx.status(204).header("Allow", allowed);
          CrossOrigins.preflight(ctx, allowed);
        };
      }
      return ctx -> Problems.write(ctx, Problem.methodNotAllowed(allowed), problems);
    }
  }
}
