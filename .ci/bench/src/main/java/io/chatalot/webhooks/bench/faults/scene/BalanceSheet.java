package io.chatalot.webhooks.bench.faults.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result of each fault, as Markdown. */
public final class BalanceSheet {
  private static final String HEAD =
      """
      | fault | calls | answers | messages | of those unanswered | lost | doubled | measured | verdict |
      |---|--:|---|--:|--:|--:|--:|---|---|
      """;

  private final List<String> rows = new ArrayList<>();
  private boolean balanced = true;

  /**
   * Adds a line.
   *
   * @param faults beside the faults of the books; empty if the fault changed nothing else
   */
  public void add(String title, Ledger ledger, Books books, String measured, List<String> faults) {
    var all = new ArrayList<>(books.faults());
    all.addAll(faults);
    balanced &= all.isEmpty();
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %s | %,d | %,d | %,d | %,d | %s | %s |",
            title,
            books.calls(),
            ledger.answers(),
            books.messages(),
            books.unconfirmed(),
            books.lost(),
            books.doubled(),
            measured,
            all.isEmpty() ? "balances" : "**" + inOneCell(String.join("; ", all)) + "**"));
  }

  /** Adds a line for a fault that could not be injected, which does not balance. */
  public void fail(String title, String why) {
    balanced = false;
    rows.add(
        String.format(Locale.ROOT, "| %s | | | | | | | | **failed: %s** |", title, inOneCell(why)));
  }

  private static String inOneCell(String text) {
    return String.valueOf(text).replaceAll("[|\\s]+", " ");
  }

  /** Whether all lines balance. */
  public boolean balances() {
    return balanced;
  }

  /** All lines, as a table. */
  public String markdown() {
    return HEAD + String.join("\n", rows) + "\n";
  }
}
