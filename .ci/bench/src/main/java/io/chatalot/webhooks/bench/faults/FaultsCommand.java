package io.chatalot.webhooks.bench.faults;

import io.chatalot.webhooks.bench.faults.beside.BesideFaults;
import io.chatalot.webhooks.bench.faults.clients.ClientFaults;
import io.chatalot.webhooks.bench.faults.database.DatabaseFaults;
import io.chatalot.webhooks.bench.faults.nodes.NodeFaults;
import io.chatalot.webhooks.bench.faults.scene.BalanceSheet;
import io.chatalot.webhooks.bench.faults.scene.Books;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.stage.Names;
import io.chatalot.webhooks.bench.stage.Stage;
import io.chatalot.webhooks.bench.stage.StageOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Injects the chosen faults, one after the other, and prints a balance sheet. */
@Command(
    name = "faults",
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Breaks the server, its database or its clients under load, and compares each answer with"
          + " the stored messages. The balance sheet is kept as reliability.md. Exits with 0 if all"
          + " lines balance, else with 1.",
      ""
    })
public final class FaultsCommand implements Callable<Integer> {
  private static final Map<String, Fault> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.putAll(NodeFaults.all());
    FAULTS.putAll(DatabaseFaults.all());
    FAULTS.putAll(ClientFaults.all());
    FAULTS.putAll(BesideFaults.all());
  }

  @Option(
      names = "--only",
      paramLabel = "NAME[,NAME...]",
      defaultValue = "all",
      converter = FaultNames.class,
      completionCandidates = FaultNames.class,
      description = "Faults to make: all or some of ${COMPLETION-CANDIDATES}.")
  private Names.Chosen only;

  @Mixin private Severity severity;
  @Mixin private StageOptions options;

  /** Returns 0 if all books balance, and 1 otherwise or if a fault could not be injected. */
  @Override
  public Integer call() {
    Stage stage = options.set("faults");
    var sheet = new BalanceSheet();
    for (String name : only.names()) {
      Fault fault = FAULTS.get(name);
      String title = fault.title(severity);
      stage.say(title + " ...");
      try (Scene scene = fault.scene(stage, severity)) {
        String measured = fault.happen(scene);
        scene.endNodes();
        Books books = Books.of(scene.ledger(), scene.stored());
        List<String> surprises = List.copyOf(scene.ledger().surprises());
        sheet.add(title, scene.ledger(), books, measured, surprises);
      } catch (Exception e) {
        sheet.fail(title, e.getMessage());
      }
    }
    stage.report(
        "reliability.md",
        String.format(
            Locale.ROOT,
            "Java %s, flags of each node: %s%n%n%s",
            Runtime.version(),
            String.join(" ", stage.flags()),
            sheet.markdown()));
    return sheet.balances() ? 0 : 1;
  }

  /** The names on the command line. */
  static final class FaultNames extends Names {
    FaultNames() {
      super(FAULTS.keySet());
    }
  }
}
