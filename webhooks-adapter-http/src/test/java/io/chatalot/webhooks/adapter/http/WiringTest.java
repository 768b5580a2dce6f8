package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinState;
import io.javalin.http.servlet.JavalinServlet;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The parts and switches of the running server, read from Jetty and Javalin. A part that an update
 * or our own change adds must be reviewed, and added to the list in {@code docs/decisions.md}.
 */
class WiringTest {
  private static TestServer server;

  @BeforeAll
  static void serve() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void jettyHasThesePartsAndNoOther() {
    assertThat(parts(server.jetty(), ""))
        .containsExactly(
            "Server",
            " ScheduledExecutorScheduler",
            " WatchedBuffers",
            " FileSystemPool",
            " EagerContentHandler",
            "  GracefulHandler",
            "   ServletContextHandler",
            "    DecoratedObjectFactory",
            "    ServletHandler",
            "     ServletHolder",
            "     ServletMapping",
            "    JettyProblems",
            "  WholeBodies",
            " JettyProblems",
            " BoundedConnector",
            "  ScheduledExecutorScheduler",
            "  WatchedBuffers",
            "  HttpOneConnections",
            "  ServerConnectorManager",
            "  ServerSocketChannelImpl",
            "  Acceptor");
  }

  @Test
  void itHasNoRequestLogAndItsServletHasNoSessionsFiltersAndListeners() {
    ServletContextHandler context = context();

    assertThat(server.jetty().getRequestLog()).isNull();
    assertThat(server.jetty().getDefaultHandler()).isNull();
    assertThat(context.getSessionHandler()).isNull();
    assertThat(context.getSecurityHandler()).isNull();
    assertThat(context.getBaseResource()).isNull();
    assertThat(context.getServletHandler().getFilters()).isEmpty();
    assertThat(context.getServletHandler().getListeners()).isEmpty();
    assertThat(context.getServletHandler().getServlets()).hasSize(1);
  }

  @Test
  void itSpeaksHttpOneAlone() {
    Connector[] connectors = server.jetty().getConnectors();

    assertThat(connectors).hasSize(1);
    assertThat(connectors[0].getProtocols()).containsExactly("http/1.1");
  }

  @Test
  void itsSwitchesAreThese() throws ReflectiveOperationException {
    HttpConfiguration http =
        server
            .jetty()
            .getConnectors()[0]
            .getConnectionFactory(HttpConnectionFactory.class)
            .getHttpConfiguration();

    assertThat(switches(http))
        .containsExactly(
            "delayDispatchUntilContent=true",
            "generateRedirectBody=false",
            "headerCacheCaseSensitive=false",
            "notifyForbiddenComplianceViolations=false",
            "notifyRemoteAsyncErrors=true",
            "persistentConnectionsEnabled=true",
            "relativeRedirectAllowed=true",
            "sendDateHeader=true",
            "sendServerVersion=false",
            "sendXPoweredBy=false",
            "useInputDirectByteBuffers=true",
            "useOutputDirectByteBuffers=true");
    assertThat(http.getHttpCompliance()).isEqualTo(HttpCompliance.RFC9110);
    assertThat(http.getUriCompliance().getAllowed())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(UriCompliance.Violation.values())
                .filter(violation -> violation != UriCompliance.Violation.UTF16_ENCODINGS)
                .toList());
    // CONNECT closes, and a path's encoding is checked; settings add those for proxies and for TLS.
    assertThat(http.getCustomizers()).hasSize(2);
    assertThat(http.getComplianceViolationListeners()).isEmpty();
  }

  @Test
  void javalinsSwitchesAreThese() throws ReflectiveOperationException {
    JavalinState javalin = javalin();

    assertThat(fields(javalin.http))
        .containsExactly(
            "asyncTimeout=0",
            "compressionStrategy=CompressionStrategy",
            "defaultContentType=text/plain",
            "generateEtags=false",
            "maxRequestSize=1000000",
            "prefer405over404=false",
            "responseBufferSize=null",
            "strictContentTypes=false");
    assertThat(javalin.http.compressionStrategy).isSameAs(CompressionStrategy.NONE);
    assertThat(fields(javalin.router))
        .containsExactly(
            "caseInsensitiveRoutes=false",
            "contextPath=/",
            "ignoreTrailingSlashes=true",
            "treatMultipleSlashesAsSingleSlash=false");
    assertThat(javalin.resourceHandler).isNull();
    assertThat(javalin.wsRequestLogger).isNull();
    assertThat(javalin.httpRequestLoggers).isEmpty();
    assertThat(javalin.servletRequestLifecycle).hasSize(6);
    assertThat(javalin.internalRouter.allWsHandlers()).isEmpty();
    assertThat(javalin.internalRouter.allHttpHandlers())
        .allMatch(handler -> handler.endpoint.method.isHttpMethod());
  }

  private static List<String> parts(Object part, String indent) {
    var all = new ArrayList<String>();
    all.add(indent + part.getClass().getSimpleName());
    if (part instanceof Handler || part instanceof Connector) {
      ((Container) part)
          .getBeans().stream()
              // Which one it is depends on the JVM.
              .filter(bean -> !(bean instanceof ThreadPool) && !(bean instanceof Server))
              .forEach(bean -> all.addAll(parts(bean, indent + " ")));
    }
    return all;
  }

  private static ServletContextHandler context() {
    return server.jetty().getDescendant(ServletContextHandler.class);
  }

  private static JavalinState javalin() throws ReflectiveOperationException {
    try {
      var servlet = context().getServletHandler().getServlets()[0].getServlet();
      return ((JavalinServlet) servlet).getCfg();
    } catch (jakarta.servlet.ServletException e) {
      throw new AssertionError(e);
    }
  }

  /** Each property that is on or off. */
  private static List<String> switches(Object bean) throws ReflectiveOperationException {
    var all = new ArrayList<String>();
    for (Method method : bean.getClass().getMethods()) {
      if (method.getReturnType() == boolean.class && method.getParameterCount() == 0) {
        String name = method.getName().replaceFirst("^(is|get)", "");
        all.add(
            Character.toLowerCase(name.charAt(0)) + name.substring(1) + "=" + method.invoke(bean));
      }
    }
    return all.stream().sorted().toList();
  }

  private static List<String> fields(Object config) {
    return Stream.of(config.getClass().getFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .map(
            field -> {
              try {
                Object value = field.get(config);
                boolean plain =
                    value == null || value.getClass().getName().startsWith("java.lang.");
                return field.getName() + "=" + (plain ? value : field.getType().getSimpleName());
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            })
        .sorted()
        .toList();
  }
}
