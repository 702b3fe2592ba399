package dev.postern.config;

/// The least and the most a number may be.
record Bounds(int least, int most) {
  static Bounds between(int least, int most) {
    return new Bounds(least, most);
  }

  int check(int number) {
    if (number < least || number > most) {
      throw new IllegalArgumentException("must lie between %d and %d".formatted(least, most));
    }
    return number;
  }
}
