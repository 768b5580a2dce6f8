package io.chatalot.webhooks.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.chatalot.webhooks.architecture.Uses.call;
import static io.chatalot.webhooks.architecture.Uses.constructor;
import static io.chatalot.webhooks.architecture.Uses.named;
import static io.chatalot.webhooks.architecture.Uses.not;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;

/** Who may use which means: clocks, chance, settings, threads, output, the network. */
record Means(String base) {
  ArchRule theInnerTwoAreGivenTimeChanceAndSettings() {
    return noClasses()
        .that()
        .resideInAnyPackage(base + ".domain..", base + ".application..")
        .and(not(named(base + ".application.background.Pause")))
        .should()
        .accessTargetWhere(readsAClock().or(takesAChance()).or(readsASetting()).or(waits()))
        .because(
            "time, chance and settings are parameters, so that a test can choose them; Pause alone"
                + " waits");
  }

  ArchRule theStoresHaveNoClockButTheDatabases() {
    return noClasses()
        .that()
        .resideInAPackage(base + ".adapter.jdbc..")
        .should()
        .accessTargetWhere(
            readsADate()
                .or(call("java.time.InstantSource", "instant"))
                .or(call("java.time.Clock", "instant"))
                .or(call("java.time.Clock", "millis")))
        .because("what all nodes share has one clock, the database's");
  }

  ArchRule roundsAreMadeByRecurring() {
    String service = "java.util.concurrent.ScheduledExecutorService";
    String pool = "java.util.concurrent.ScheduledThreadPoolExecutor";
    return noClasses()
        .should()
        .accessTargetWhere(
            call(service, "scheduleWithFixedDelay")
                .or(call(service, "scheduleAtFixedRate"))
                .or(call(pool, "scheduleWithFixedDelay"))
                .or(call(pool, "scheduleAtFixedRate"))
                .or(call("java.util.Timer", "schedule"))
                .or(call("java.util.Timer", "scheduleAtFixedRate")))
        .because("an executor ends rounds at their first failure, without a word");
  }

  ArchRule onlyTheServerPrints() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".server..")
        .should()
        .accessTargetWhere(
            call("java.lang.System", "out")
                .or(call("java.lang.System", "err"))
                .or(
                    Uses.of(
                        "prints a trace", access -> access.getName().equals("printStackTrace"))))
        .because("an embedder's output is the embedder's");
  }

  ArchRule httpOpensNoSocketOfItsOwn() {
    return noClasses()
        .that()
        .resideInAPackage(base + ".adapter.http..")
        .should()
        .dependOnClassesThat(named("java.net.ServerSocket").or(named("java.net.DatagramSocket")))
        .because("Jetty alone listens, within the limits on connections");
  }

  /** The first runs while the jar is built, the second reads files of the jar. */
  ArchRule nothingFetches() {
    return noClasses()
        .that(not(named(base + ".server.TrainingCalls")))
        .and(not(named(base + ".server.embedded.Binaries")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net.http..", "javax.net")
                .or(named("java.net.URLConnection"))
                .or(named("java.net.HttpURLConnection"))
                .or(named("java.net.Socket"))
                .or(named("java.nio.channels.AsynchronousSocketChannel")))
        .orShould()
        .accessTargetWhere(
            call("java.net.URL", "openStream")
                // An accepted one may be asked for its client.
                .or(call("java.nio.channels.SocketChannel", "open"))
                .or(call("java.nio.channels.SocketChannel", "connect"))
                .or(call("java.net.URL", "openConnection"))
                .or(call("java.net.URL", "getContent")))
        .because("a caller who names a URL must not have it fetched from within");
  }

  ArchRule noNameIsLookedUp() {
    String address = "java.net.InetAddress";
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".server..")
        .and(not(named(base + ".adapter.http.client.IpLiteral")))
        .should()
        .accessTargetWhere(
            call(address, "getByName")
                .or(call(address, "getAllByName"))
                .or(call(address, "getLocalHost"))
                .or(call(address, "getHostName"))
                .or(call(address, "getCanonicalHostName"))
                .or(call("java.net.InetSocketAddress", "getHostName")))
        .because(
            "a look-up takes seconds and tells a name server who calls; IpLiteral asks for"
                + " addresses in digits alone");
  }

  private static DescribedPredicate<JavaAccess<?>> readsAClock() {
    return readsADate()
        .or(call("java.lang.System", "nanoTime"))
        .or(call("java.time.InstantSource", "system"));
  }

  private static DescribedPredicate<JavaAccess<?>> readsADate() {
    return Uses.<JavaAccess<?>>of(
            "asks java.time for now",
            access ->
                access.getTargetOwner().getPackageName().startsWith("java.time")
                    && access.getName().equals("now"))
        .or(
            Uses.of(
                "makes a clock",
                access ->
                    access.getTargetOwner().getName().equals("java.time.Clock")
                        && (access.getName().startsWith("system")
                            || access.getName().startsWith("tick"))))
        .or(call("java.lang.System", "currentTimeMillis"))
        .or(constructor("java.util.Date"))
        .or(call("java.util.Calendar", "getInstance"));
  }

  private static DescribedPredicate<JavaAccess<?>> takesAChance() {
    return constructor("java.util.Random")
        .or(constructor("java.util.SplittableRandom"))
        .or(constructor("java.security.SecureRandom"))
        .or(call("java.security.SecureRandom", "getInstanceStrong"))
        .or(call("java.util.concurrent.ThreadLocalRandom", "current"))
        .or(call("java.lang.Math", "random"))
        .or(call("java.util.UUID", "randomUUID"));
  }

  private static DescribedPredicate<JavaAccess<?>> readsASetting() {
    return call("java.lang.System", "getenv")
        .or(call("java.lang.System", "getProperty"))
        .or(call("java.lang.System", "getProperties"))
        .or(call("java.lang.Boolean", "getBoolean"))
        .or(call("java.lang.Integer", "getInteger"))
        .or(call("java.lang.Long", "getLong"));
  }

  private static DescribedPredicate<JavaAccess<?>> waits() {
    return call("java.lang.Thread", "sleep").or(call("java.util.concurrent.TimeUnit", "sleep"));
  }
}
