package io.chatalot.webhooks.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.chatalot.webhooks.architecture.Uses.call;
import static io.chatalot.webhooks.architecture.Uses.named;
import static io.chatalot.webhooks.architecture.Uses.not;

import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;

/** Which module may know which other module, and which library. */
record Modules(String base) {
  ArchRule theDomainSeesItselfAndSomeOfTheJdk() {
    return classes()
        .that()
        .resideInAPackage(base + ".domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                base + ".domain..",
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
                "java.util.stream"))
        .because("an embedder of the domain gets rules without any other jar, and without I/O");
  }

  ArchRule theApplicationSeesTheDomainAndSomeOfTheJdk() {
    return classes()
        .that()
        .resideInAPackage(base + ".application..")
        .and()
        .resideOutsideOfPackage(base + ".application.markdown..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                base + ".application..",
                base + ".domain..",
                "java.lang",
                "java.lang.invoke",
                "java.lang.runtime",
                "java.nio.charset",
                "java.security",
                "java.time",
                "java.util",
                "java.util.concurrent..",
                "java.util.function",
                "java.util.regex",
                "java.util.stream"))
        .because("use cases need ports: no framework, no files, no sockets, no SQL");
  }

  ArchRule onlyMarkdownSeesCommonmark() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".application.markdown..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.commonmark.."))
        .because("another renderer must cost the change of one package");
  }

  /** One driven port has its adapter in HTTP, since it writes Markdown as the other tools do. */
  ArchRule httpAsksByDrivingPorts() {
    String templates = Pattern.quote(base + ".application.driven.Templates") + "(\\$.*)?";
    return noClasses()
        .that()
        .resideInAPackage(base + ".adapter.http..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    base + ".application",
                    base + ".application.driven..",
                    base + ".application.markdown..",
                    base + ".adapter.jdbc..")
                .and(not(nameMatching(templates))))
        .because("an embedder may wrap a use case, and stores are the use cases' business");
  }

  ArchRule jdbcCallsNoUseCase() {
    return noClasses()
        .that()
        .resideInAPackage(base + ".adapter.jdbc..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                base + ".application",
                base + ".application.driving..",
                base + ".application.markdown..",
                base + ".adapter.http.."))
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
            resideInAnyPackage(
                "io.javalin..",
                "com.fasterxml.jackson.databind..",
                "com.fasterxml.jackson.annotation..",
                "org.eclipse.jetty.."))
        .because("how HTTP is spoken is the HTTP adapter's business alone");
  }

  ArchRule pebbleIsOfTheEngineOfTemplates() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".adapter.http.tool.template.engine..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.pebbletemplates.."))
        .because("an embedder without templates can leave Pebble out");
  }

  ArchRule pebblesLexerAndTemplatesAreNotUsed() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            named("io.pebbletemplates.pebble.lexer.LexerImpl")
                .or(named("io.pebbletemplates.pebble.PebbleEngine")))
        .because("its lexer never ends for some texts, and its engine reaches into Java");
  }

  ArchRule jsonIsOfHttpAndTheHostsColumn() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".adapter.http..")
        .and(not(named(base + ".adapter.jdbc.chatalot.HostPlaintext")))
        .should()
        .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.core.."))
        .because("only HTTP speaks JSON, and one column of Chatalot's holds it");
  }

  ArchRule sqlIsOfTheStores() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(base + ".adapter.jdbc..", base + ".server..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.sql", "javax.sql", "org.postgresql.."))
        .because("the stores alone know that there is a database");
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
        .and(not(named(base + ".adapter.jdbc.chatalot.upkeep.HandBack")))
        .should()
        .accessTargetWhere(call(base + ".domain.Token", "reveal"))
        .because(
            "a secret that is shown once is shown in one place, but for webhooks that return to"
                + " Chatalot, whose table has tokens in clear");
  }

  ArchRule hashesAreMadeInOnePlace() {
    return noClasses()
        .that(not(named(base + ".domain.Sha256")))
        .should()
        .accessTargetWhere(call("java.security.MessageDigest", "getInstance"))
        .because("a hash, its encoding and its digits are written once");
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
}
