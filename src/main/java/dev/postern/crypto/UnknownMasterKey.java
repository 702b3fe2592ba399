package dev.postern.crypto;

import java.util.List;

/// A value was sealed under a master key that this server was not given.
public final class UnknownMasterKey extends RuntimeException {
  UnknownMasterKey(Place place, String keyId, List<String> held) {
    super(
        """
        The sealed value in %s needs the master key %s; this server holds %s. Give it \
        that key too: add it to POSTERN_MASTER_KEY behind the newest one, separated by a comma. \
        Without it the value is lost and must be set again.\
        """
            .formatted(place, keyId, String.join(", ", held)));
  }
}
