package dev.postern.embedded;

import java.util.List;

/// Whether what was committed must outlive a power failure.
public enum Durability {
  DURABLE,
  /// For tests: several times faster, and worth nothing after a crash.
  THROW_AWAY;

  List<String> settings() {
    return switch (this) {
      case DURABLE -> List.of();
      case THROW_AWAY ->
          List.of(
              "fsync=off",
              "synchronous_commit=off",
              "full_page_writes=off",
              "wal_level=minimal",
              "max_wal_senders=0",
              "checkpoint_timeout=1h",
              "max_wal_size=4GB");
    };
  }
}
