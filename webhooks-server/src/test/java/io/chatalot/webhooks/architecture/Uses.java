package io.chatalot.webhooks.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.function.Predicate;

/** Predicates on classes and accesses. They name types as text, so that planted ones count too. */
final class Uses {
  private Uses() {}

  static <T> DescribedPredicate<T> of(String description, Predicate<T> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }

  static <T> DescribedPredicate<T> not(DescribedPredicate<T> predicate) {
    return DescribedPredicate.not(predicate);
  }

  static DescribedPredicate<JavaClass> named(String name) {
    return of(name, type -> type.getName().equals(name));
  }

  /** A class of the package, or of one below it. */
  static DescribedPredicate<JavaClass> below(String name) {
    return of(
        "below " + name,
        type -> type.getPackageName().equals(name) || type.getPackageName().startsWith(name + "."));
  }

  /** A call of the method, a reference to it, or a use of the field. */
  static DescribedPredicate<JavaAccess<?>> call(String owner, String member) {
    return of(
        "uses " + owner + "." + member,
        access ->
            access.getTargetOwner().getName().equals(owner) && access.getName().equals(member));
  }

  static DescribedPredicate<JavaAccess<?>> constructor(String owner) {
    return call(owner, "<init>");
  }
}
