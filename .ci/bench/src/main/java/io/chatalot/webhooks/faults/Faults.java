package io.chatalot.webhooks.faults;

import io.chatalot.webhooks.benchmark.BenchmarkException;
import io.chatalot.webhooks.benchmark.Cleanup;
import io.chatalot.webhooks.benchmark.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command: makes the faults that were chosen happen, and prints a balance sheet. */
final class Faults {
  private static final Map<String, Fault> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("kill", new KilledServer());
    FAULTS.put("postgres", new KilledDatabase());
    FAULTS.put("sessions", new EndedSessions());
    FAULTS.put("cuts", new CutAnswers());
    FAULTS.put("away", new DatabaseAway());
    FAULTS.put("disk", new FullDisk());
    FAULTS.put("pool", new ExhaustedPool());
    FAULTS.put("half", new HalfBodies());
    FAULTS.put("unread", new UnreadAnswers());
    FAULTS.put("streams", new UnreadStreams());
    FAULTS.put("slow", new SlowClients());
    FAULTS.put("logins", new CrowdedLogins());
    FAULTS.put("dribble", new Dribblers());
    FAULTS.put("headers", new FullHeaders());
    FAULTS.put("end", new OrderlyEnd());
    FAULTS.put("race", new RacingNodes());
  }

  private Faults() {}

  /** Ends with 0 if all books balance, and with 1 if not or if something could not be tried. */
  public static void main(String[] arguments) throws IOException {
    try {
      System.exit(run(Options.ofSystemProperties()) ? 0 : 1);
    } catch (BenchmarkException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static boolean run(Options options) throws IOException {
    List<String> chosen = chosen(options);
    Files.createDirectories(options.logs());
    var cleanup = new Cleanup();
    var stage = new Stage(options, cleanup, new Programs(cleanup));
    var sheet = new BalanceSheet();
    for (String name : chosen) {
      Fault fault = FAULTS.get(name);
      System.err.println(fault.title(options) + " ...");
      try (Scene scene = fault.scene(stage)) {
        String measured = fault.happen(scene);
        scene.endNodes();
        Books books = Books.of(scene.ledger(), scene.stored());
        sheet.add(
            fault.title(options),
            scene.ledger(),
            books,
            measured,
            List.copyOf(scene.ledger().surprises()));
      } catch (Exception e) {
        sheet.fail(fault.title(options), e.getMessage());
      }
    }
    String report =
        String.format(
            Locale.ROOT,
            "Java %s, flags of each node: %s%n%n%s",
            Runtime.version(),
            String.join(" ", options.flags()),
            sheet.markdown());
    Path file = Files.writeString(options.output().resolve("reliability.md"), report);
    System.out.println(report);
    System.err.println("This is in " + file + " too.");
    return sheet.balances();
  }

  private static List<String> chosen(Options options) {
    if (options.chosen().equals(List.of("all"))) {
      return List.copyOf(FAULTS.keySet());
    }
    for (String name : options.chosen()) {
      if (!FAULTS.containsKey(name)) {
        throw new BenchmarkException("There is no fault " + name + ", but all, " + FAULTS.keySet());
      }
    }
    return options.chosen();
  }
}
