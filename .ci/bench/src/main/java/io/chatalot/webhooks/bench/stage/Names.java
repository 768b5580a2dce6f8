package io.chatalot.webhooks.bench.stage;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the parts of a command to run: names between commas, or {@code all}. Immutable. */
public abstract class Names implements ITypeConverter<Names.Chosen>, Iterable<String> {
  private static final String ALL = "all";

  private final List<String> known;

  /** Takes the names of all parts. */
  protected Names(Collection<String> known) {
    this.known = List.copyOf(known);
  }

  @Override
  public Chosen convert(String given) {
    List<String> names =
        Stream.of(given.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (names.equals(List.of(ALL))) {
      return new Chosen(known);
    }
    if (names.isEmpty() || !known.containsAll(names)) {
      throw new TypeConversionException(
          "must be all or some of " + String.join(",", known) + ", not \"" + given + "\"");
    }
    return new Chosen(names);
  }

  @Override
  public Iterator<String> iterator() {
    return known.iterator();
  }

  /**
   * The parts to run.
   *
   * @param names in order, at least one
   */
  public record Chosen(List<String> names) {}
}
