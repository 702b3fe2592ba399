package dev.postern.cli;

/// Which Postern this is.
final class Version {
  private Version() {}

  static String text() {
    var built = Version.class.getPackage().getImplementationVersion();
    return "Postern %s, Java %s"
        .formatted(built == null ? "from a clone" : built, Runtime.version());
  }
}
