package io.chatalot.webhooks.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What may know what, for classes below a base package: the real one, or one of planted violations.
 * They name types as text, so that a planted one counts like the real one.
 */
final class Rules {
  private final String base;

  Rules(String base) {
    this.base = base;
  }

  ArchRule theDomainSeesItselfAndSomeOfTheJdk() {
    return classes()
        .that()
        .resideInAPackage(base + ".domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage(base + ".domain..")
                .or(
                    resideInAnyPackage(
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.net",
                        "java.nio.charset",
                        "java.security",
                        "java.time",
                        "java.util",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream")))
        .because("whoever embeds the domain gets it without any other jar");
  }

  ArchRule theApplicationSeesTheDomainAndTheJdk() {
    return classes()
        .that()
        .resideInAPackage(base + ".application..")
        .and()
        .resideOutsideOfPackage(base + ".application.markdown..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(base + ".application..", base + ".domain..", "java.."))
        .because("use cases need ports, and no framework");
  }

  ArchRule onlyMarkdownSeesCommonmark() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".application.markdown..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.commonmark.."))
        .because("another renderer must cost the change of one package");
  }

  ArchRule theInnerTwoKnowNoClockAndNoEnvironment() {
    return noClasses()
        .that()
        .resideInAnyPackage(base + ".domain..", base + ".application..")
        .should()
        .accessTargetWhere(
            call("java.lang.System", "currentTimeMillis")
                .or(call("java.lang.System", "nanoTime"))
                .or(call("java.lang.System", "getenv"))
                .or(call("java.lang.System", "getProperty"))
                .or(call("java.time.Instant", "now"))
                .or(call("java.time.InstantSource", "system"))
                .or(call("java.time.Clock", "systemUTC"))
                .or(call("java.util.UUID", "randomUUID")))
        .because("time, chance and settings are given, so that a test can give others");
  }

  ArchRule roundsAreMadeByRecurring() {
    return noClasses()
        .should()
        .accessTargetWhere(
            call("java.util.concurrent.ScheduledExecutorService", "scheduleWithFixedDelay")
                .or(call("java.util.concurrent.ScheduledExecutorService", "scheduleAtFixedRate"))
                .or(
                    call(
                        "java.util.concurrent.ScheduledThreadPoolExecutor",
                        "scheduleWithFixedDelay"))
                .or(
                    call(
                        "java.util.concurrent.ScheduledThreadPoolExecutor", "scheduleAtFixedRate")))
        .because("an executor ends rounds at their first failure, without a word");
  }

  ArchRule theStoresHaveNoClockButTheDatabases() {
    return noClasses()
        .that()
        .resideInAPackage(base + ".adapter.jdbc..")
        .should()
        .accessTargetWhere(
            call("java.lang.System", "currentTimeMillis")
                .or(call("java.time.Instant", "now"))
                .or(call("java.time.InstantSource", "instant"))
                .or(call("java.time.Clock", "instant")))
        .because("what all nodes share has one clock, the database's");
  }

  ArchRule httpTouchesNoDrivenPort() {
    return noClasses()
        .that()
        .resideInAPackage(base + ".adapter.http..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(base + ".application.driven..", base + ".adapter.jdbc.."))
        .because("HTTP asks for use cases; stores are their business");
  }

  ArchRule jdbcCallsNoUseCase() {
    return noClasses()
        .that()
        .resideInAPackage(base + ".adapter.jdbc..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                base + ".application", base + ".application.driving..", base + ".adapter.http.."))
        .because("a store is called, and calls nobody");
  }

  ArchRule nothingSeesTheServer() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".server..")
        .should()
        .dependOnClassesThat(resideInAPackage(base + ".server.."))
        .because("the server is the outermost room");
  }

  ArchRule javalinAndJacksonAreOfHttp() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".adapter.http..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.javalin..", "com.fasterxml.jackson..", "org.eclipse.jetty.."))
        .because("how HTTP is spoken is the HTTP adapter's business alone");
  }

  ArchRule jdbiIsOfTheStores() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(base + ".adapter.jdbc..", base + ".server.directory..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.jdbi.."))
        .because("SQL is in the JDBC adapter, and in the directory's own stores");
  }

  ArchRule hikariIsOfTheServer() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".server..")
        .should()
        .dependOnClassesThat(resideInAPackage("com.zaxxer.hikari.."))
        .because("an embedder has a pool of its own");
  }

  ArchRule aTokenIsRevealedInOnePlace() {
    return noClasses()
        .that(not(named(base + ".adapter.http.manage.WebhookJson")))
        .should()
        .accessTargetWhere(call(base + ".domain.Token", "reveal"))
        .because("a secret that is shown once is shown in one place");
  }

  ArchRule aMethodIsThatOfTheRequestLine() {
    return noClasses()
        .that()
        .resideInAPackage(base + ".adapter.http..")
        .should()
        .accessTargetWhere(
            call("io.javalin.http.Context", "method")
                .or(call("io.javalin.http.Context", "sessionAttribute"))
                .or(call("jakarta.servlet.http.HttpServletRequest", "getSession")))
        .because("a header must not change the method, and nobody asked for sessions of a servlet");
  }

  /** The one calls itself while it is built, the other reads what is in the jar. */
  ArchRule nothingFetches() {
    return noClasses()
        .that(not(named(base + ".server.TrainingCalls")))
        .and(not(named(base + ".server.embedded.Binaries")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net.http..")
                .or(named("java.net.URLConnection"))
                .or(named("java.net.HttpURLConnection"))
                .or(named("java.net.Socket"))
                .or(named("java.nio.channels.AsynchronousSocketChannel")))
        .orShould()
        .accessTargetWhere(
            call("java.net.URL", "openStream")
                // One that was accepted may be asked where it comes from.
                .or(call("java.nio.channels.SocketChannel", "open"))
                .or(call("java.nio.channels.SocketChannel", "connect"))
                .or(call("java.net.URL", "openConnection"))
                .or(call("java.net.URL", "getContent")))
        .because("who names a URL must not have it fetched from within");
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(name));
  }

  /** A call of the method, or a reference to it. */
  private static DescribedPredicate<JavaAccess<?>> call(String owner, String method) {
    return DescribedPredicate.describe(
        "calls " + owner + "." + method,
        access ->
            access.getTargetOwner().getName().equals(owner) && access.getName().equals(method));
  }
}
