package dev.postern.crypto;

/// A sealed value does not open at its place.
public final class SealedElsewhere extends RuntimeException {
  SealedElsewhere(Place place) {
    super(
        """
        The sealed value in %s does not open. It was altered, cut off, or copied from another row, \
        column or project. Restore it from a backup, or set it again.\
        """
            .formatted(place));
  }
}
