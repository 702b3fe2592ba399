package dev.postern.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.clock.Clock;
import dev.postern.db.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Where features leave what is to be done later. Everything happens in the caller's transaction,
/// at the door `write`; this node begins as soon as that has committed.
public final class Jobs {
  private static final Duration FIRST_RECURRENCE = Duration.ofDays(1);

  private final List<String> recurring;
  private final Clock clock;
  private final Cache<Place, Boolean> begun = Caffeine.newBuilder().maximumSize(50_000).build();
  private volatile Consumer<UUID> onCommit = _ -> {};

  private record Place(UUID store, UUID tenant) {}

  /// @param recurring what every tenant has to be done again and again
  public Jobs(List<JobKind<?>> recurring, Clock clock) {
    this.recurring = recurring.stream().<String>map(JobKind::name).toList();
    this.clock = clock;
  }

  public void enqueue(Handle handle, UUID tenant, Job job) {
    enqueue(handle, tenant, job, clock.now());
  }

  public void enqueue(Handle handle, UUID tenant, Job job, Instant dueAt) {
    var store = Store.written();
    JobTable.put(handle, tenant, job, dueAt, clock.now());
    Store.afterCommit(handle, () -> onCommit.accept(store));
  }

  /// Sees to it that a tenant has its recurring jobs; costs a statement once for each tenant and
  /// node.
  public void begin(Handle handle, UUID tenant) {
    var place = new Place(Store.written(), tenant);
    if (begun.getIfPresent(place) != null) return;
    var now = clock.now();
    JobTable.begin(handle, tenant, recurring, now.plus(FIRST_RECURRENCE), now);
    Store.afterCommit(handle, () -> begun.put(place, true));
  }

  /// Is told the store of every job that was committed here.
  void onCommit(Consumer<UUID> listener) {
    onCommit = listener;
  }
}
