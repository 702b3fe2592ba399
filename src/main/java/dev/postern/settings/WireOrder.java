package dev.postern.settings;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.util.Comparator;
import java.util.Locale;

/// The order in which ids and addresses are listed on the wire.
public final class WireOrder {
  /// Compares in upper case, by UTF-16 code unit (`_` after the letters, `$` before them); of two
  /// that differ in case alone, lower case comes first.
  public static final Comparator<String> BY_NAME =
      comparing((String name) -> name.toUpperCase(Locale.ROOT)).thenComparing(reverseOrder());

  private WireOrder() {}
}
