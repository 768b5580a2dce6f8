package io.chatalot.webhooks.server.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;

/**
 * Finds variables that begin like a setting and name none. A misspelt setting would otherwise be
 * ignored, and the server would run with a default that nobody wants.
 */
final class UnknownNames {
  private static final String PREFIX = "WEBHOOKS_";

  /** What each kind of typing error costs, in comparison. */
  private static final int MISSING = 1;

  private static final int SURPLUS = 2;
  private static final int SWAPPED = 2;
  private static final int OTHER = 3;

  /** Variables that Kubernetes gives to each pod beside a service with the name webhooks. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("WEBHOOKS_(SERVICE_(HOST|PORT.*)|PORT_\\d+_.*)");

  private UnknownNames() {}

  /** One line for each such variable that has a value, in the order of their names. */
  static List<String> faults(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> !variable.getValue().isBlank())
        .map(Entry::getKey)
        .filter(name -> name.toUpperCase(Locale.ROOT).startsWith(PREFIX))
        .filter(name -> SettingsTable.ALL.stream().noneMatch(s -> s.name().equals(name)))
        .sorted()
        .map(UnknownNames::fault)
        .toList();
  }

  private static String fault(String name) {
    String fault = Quoted.of(name) + " is not a setting; ";
    if (SERVICE_LINK.matcher(name).matches()) {
      return fault
          + "Kubernetes sets it for a service named webhooks, unless the pod has"
          + " enableServiceLinks: false";
    }
    return fault + "did you mean " + nearest(Quoted.of(name).toUpperCase(Locale.ROOT)) + "?";
  }

  private static String nearest(String name) {
    return SettingsTable.ALL.stream()
        .map(Setting::name)
        .min(Comparator.comparingInt(known -> cost(name, known)))
        .orElseThrow();
  }

  /**
   * The least cost of turning a text into a name (a weighted distance of Damerau and Levenshtein).
   * A missing character is cheapest, since people shorten names: {@code TLS_CERT} is nearer to
   * {@code TLS_CERTIFICATE} than to {@code TLS_KEY}.
   */
  private static int cost(String text, String name) {
    int[][] cost = new int[text.length() + 1][name.length() + 1];
    for (int i = 0; i <= text.length(); i++) {
      for (int j = 0; j <= name.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i * SURPLUS + j * MISSING;
          continue;
        }
        boolean same = text.charAt(i - 1) == name.charAt(j - 1);
        int replaced = cost[i - 1][j - 1] + (same ? 0 : OTHER);
        int added = Math.min(cost[i - 1][j] + SURPLUS, cost[i][j - 1] + MISSING);
        cost[i][j] = Math.min(replaced, added);
        boolean swapped =
            i > 1
                && j > 1
                && text.charAt(i - 1) == name.charAt(j - 2)
                && text.charAt(i - 2) == name.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + SWAPPED);
        }
      }
    }
    return cost[text.length()][name.length()];
  }
}
