package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.jetty.LoadedRequest;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.problem.Problems;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Maps methods and paths to handlers. A path answers its other methods with 405 and {@code Allow}.
 * If several paths match, the earliest added wins.
 */
public final class RouteTable {
  private static final Set<HandlerType> UNLISTED = Set.of(HandlerType.HEAD, HandlerType.OPTIONS);

  private final Map<String, Path> paths;
  private final Map<String, ProblemWriter> below;
  private final ProblemWriter problems;
  private final Surroundings surroundings;
  private final int mostBytes;

  public RouteTable() {
    this(
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        ProblemWriter.ENVELOPE,
        Surroundings.NONE,
        RequestBounds.BODY_BYTES);
  }

  private RouteTable(
      Map<String, Path> paths,
      Map<String, ProblemWriter> below,
      ProblemWriter problems,
      Surroundings surroundings,
      int mostBytes) {
    this.paths = paths;
    this.below = below;
    this.problems = problems;
    this.surroundings = surroundings;
    this.mostBytes = mostBytes;
  }

  /** A view of this table: new paths added through it answer errors in this format. */
  public RouteTable telling(ProblemWriter problems) {
    return new RouteTable(paths, below, problems, surroundings, mostBytes);
  }

  /** Sets the error format below a prefix, for paths that do not exist. */
  public void tellingUnder(String prefix, ProblemWriter problems) {
    below.put(prefix, problems);
  }

  /** A view of this table: new paths added through it have these surroundings. */
  public RouteTable within(Surroundings surroundings) {
    return new RouteTable(paths, below, problems, surroundings, mostBytes);
  }

  /** A view of this table: new paths added through it take bodies of up to so many bytes. */
  public RouteTable taking(int mostBytes) {
    return new RouteTable(paths, below, problems, surroundings, mostBytes);
  }

  public RouteTable get(String path, Handler handler) {
    return add(HandlerType.GET, path, handler).add(HandlerType.HEAD, path, handler);
  }

  public RouteTable post(String path, Handler handler) {
    return add(HandlerType.POST, path, handler);
  }

  /** As {@link #post}, for an answer that may come later. */
  public RouteTable postLater(String path, LaterAnswer handler) {
    return addLater(HandlerType.POST, path, handler);
  }

  public RouteTable put(String path, Handler handler) {
    return add(HandlerType.PUT, path, handler);
  }

  public RouteTable patch(String path, Handler handler) {
    return add(HandlerType.PATCH, path, handler);
  }

  public RouteTable delete(String path, Handler handler) {
    return add(HandlerType.DELETE, path, handler);
  }

  /**
   * Handles requests of {@code OPTIONS} with a header; all others are answered as on every path, so
   * preflights of browsers, which cannot have the header, work as before.
   */
  public RouteTable options(String path, String header, Handler handler) {
    return add(
        HandlerType.OPTIONS,
        path,
        ctx -> {
          Path known = paths.get(path);
          if (ctx.header(header) == null) {
            known.fallback(HandlerType.OPTIONS).handle(ctx);
          } else {
            ctx.header("Allow", allowed(known.handlers()));
            handler.handle(ctx);
          }
        });
  }

  /**
   * Each method and path, such as {@code POST /api/auth/login}, in order; HEAD and OPTIONS are not
   * listed.
   */
  public List<String> listing() {
    return paths.entrySet().stream()
        .flatMap(
            path ->
                path.getValue().handlers().keySet().stream()
                    .filter(method -> !UNLISTED.contains(method))
                    .map(method -> method.name() + " " + path.getKey()))
        .toList();
  }

  /** The value of {@code Allow} for a path; empty if no route has the path. */
  public Optional<String> allowed(String path) {
    return matching(path).map(Path::handlers).map(RouteTable::allowed);
  }

  /**
   * The error format of the path's callers, for paths that do not exist, too.
   *
   * @param path as the request sent it, malformed or not
   * @return empty if this table has no format for the path
   */
  public Optional<ProblemWriter> problems(String path) {
    return matching(path)
        .map(Path::problems)
        .or(
            () ->
                below.entrySet().stream()
                    .filter(under -> path.startsWith(under.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst());
  }

  /** The headers of every answer on the path, even to a malformed request. */
  public Map<String, String> headers(String path) {
    return matching(path).map(Path::surroundings).map(Surroundings::headers).orElse(Map.of());
  }

  /** The most bytes that a body on this path may have; empty if no route has the path. */
  public Optional<Integer> mostBytes(String path) {
    return matching(path).map(Path::mostBytes);
  }

  private Optional<Path> matching(String path) {
    return paths.values().stream()
        .filter(known -> !known.handlers().isEmpty() && known.form().matcher(path).matches())
        .findFirst();
  }

  /** Answers a path with 404, although a later path with a parameter would match it. */
  public RouteTable nothing(String path) {
    paths.put(path, new Path(form(path), Map.of(), problems, surroundings, mostBytes));
    return this;
  }

  public void mount(JavalinConfig config, ResponsePolicy answering) {
    paths.forEach(
        (template, path) -> {
          Handler handler = guarded(template, path, answering);
          HandlerType.commonHttp()
              .forEach(method -> config.routes.addHttpHandler(method, template, handler));
        });
  }

  private RouteTable add(HandlerType method, String path, Handler handler) {
    return addLater(method, path, LaterAnswer.now(handler));
  }

  private RouteTable addLater(HandlerType method, String path, LaterAnswer handler) {
    paths
        .computeIfAbsent(
            path,
            key -> new Path(form(path), new LinkedHashMap<>(), problems, surroundings, mostBytes))
        .handlers()
        .put(method, handler);
    return this;
  }

  /** Matches as Javalin does, which ignores a slash at the end. */
  private static Pattern form(String template) {
    return Pattern.compile(template.replaceAll("\\{[a-z_]+}", "[^/]+") + "/?");
  }

  private static String allowed(Map<HandlerType, LaterAnswer> handlers) {
    return Stream.concat(handlers.keySet().stream(), Stream.of(HandlerType.OPTIONS))
        .map(HandlerType::name)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * Runs a path's handler, and answers every exception in the path's error format. Uses the method
   * of the request line, although an embedder's Javalin may have routed by a header's method.
   */
  private static Handler guarded(String template, Path path, ResponsePolicy answering) {
    return ctx -> {
      long start = System.nanoTime();
      Consumer<Optional<Problem>> end =
          problem -> {
            var took = Duration.ofNanos(System.nanoTime() - start);
            Accounting.safely(() -> answering.end(ctx, template, took));
            problem.ifPresent(
                told -> Accounting.safely(() -> path.surroundings().refused(ctx, template, told)));
          };
      Optional<Problem> problem = Optional.empty();
      try {
        answering.begin(ctx, template);
        path.surroundings().headers().forEach(ctx::header);
        path.surroundings().begin(ctx);
        LoadedRequest.requireBody(ctx);
        CompletableFuture<Handler> later = path.handler(RequestMethod.of(ctx)).begin(ctx);
        if (later != LaterAnswer.NOTHING_MORE) {
          ctx.future(() -> LiveRequest.future(ctx, answered(ctx, later, path.problems(), end)));
          return;
        }
        LargeAnswer.takeOver(ctx);
        Consumer<Throwable> refused =
            thrown -> end.accept(Optional.of(Problems.answer(ctx, thrown, path.problems())));
        if (StreamedAnswer.takeOver(ctx, () -> end.accept(Optional.empty()), refused)) {
          return;
        }
      } catch (Throwable e) {
        problem = Optional.of(Problems.answer(ctx, e, path.problems()));
      }
      end.accept(problem);
    };
  }

  /** Writes the answer on a container thread, since the thread that completed it has other work. */
  private static CompletableFuture<Void> answered(
      Context ctx,
      CompletableFuture<Handler> later,
      ProblemWriter problems,
      Consumer<Optional<Problem>> end) {
    return later.handleAsync(
        (answer, failed) -> {
          Optional<Problem> problem = Optional.empty();
          try {
            if (failed != null) {
              throw failed;
            }
            answer.handle(ctx);
          } catch (Throwable thrown) {
            problem = Optional.of(Problems.answer(ctx, thrown, problems));
          }
          end.accept(problem);
          return null;
        },
        ctx.req().getAsyncContext()::start);
  }

  /** Hooks around every answer of a path, for all methods. */
  public interface Surroundings {
    /** Does nothing. */
    Surroundings NONE =
        new Surroundings() {
          @Override
          public Map<String, String> headers() {
            return Map.of();
          }

          @Override
          public void begin(Context ctx) {}

          @Override
          public void refused(Context ctx, String template, Problem problem) {}
        };

    /** The headers of every answer, even to a request that Jetty refuses before routing. */
    Map<String, String> headers();

    /** Runs before the handler. Must not throw. */
    void begin(Context ctx);

    /** Runs after a problem was answered. Must neither block nor throw. */
    void refused(Context ctx, String template, Problem problem);
  }

  private record Path(
      Pattern form,
      Map<HandlerType, LaterAnswer> handlers,
      ProblemWriter problems,
      Surroundings surroundings,
      int mostBytes) {
    LaterAnswer handler(HandlerType method) {
      return handlers.getOrDefault(method, LaterAnswer.now(fallback(method)));
    }

    private Handler fallback(HandlerType method) {
      if (handlers.isEmpty()) {
        return ctx -> {
          throw new HttpRefusal(Problem.noSuchAddress());
        };
      }
      String allowed = allowed(handlers);
      if (method == HandlerType.OPTIONS) {
        return ctx -> {
          ctx.status(204).header("Allow", allowed);
          CrossOrigins.preflight(ctx, allowed);
        };
      }
      return ctx -> {
        throw new HttpRefusal(Problem.methodNotAllowed(allowed));
      };
    }
  }
}
