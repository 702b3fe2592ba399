package dev.postern.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.errors.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The projects of this server, as they are right now. Kept in memory, misses too, until home says
/// that one has changed.
///
/// While home cannot be reached, what is in memory keeps serving for a minute; keys for verifiers
/// without limit.
public final class Projects {
  private static final Pattern ID =
      Pattern.compile("internal|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int MOST_IN_MEMORY = 20_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ProjectReader reader;
  private final Clock clock;
  private final Cache<String, Held> inMemory =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  /// Counts what home told of; what was read before such a count is not kept.
  private final AtomicLong changes = new AtomicLong();

  /// From when on nothing in memory is known to be current; counts in the same way.
  private volatile long staleBefore;

  private volatile @Nullable Instant unreachableSince;

  /// A project, or none, as it was when `changes` stood at `readAt`.
  private record Held(Optional<Project> project, long readAt) {}

  Projects(ProjectReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /// The project with this id, which may be any text. Throws `Unavailable` when home cannot be
  /// reached for more than a minute.
  public Optional<Project> find(String id) {
    return find(id, PATIENCE);
  }

  /// The same for keys that verifiers ask for: what is in memory serves however long home is away.
  public Optional<Project> findForVerifiers(String id) {
    return find(id, Duration.ofDays(365));
  }

  /// A project in a list.
  ///
  /// @param database where its users are published, without the password
  public record Listed(ProjectId id, String displayName, String database) {}

  /// All projects, oldest first, as home knows them now.
  public List<Listed> list() {
    return reader.list();
  }

  /// The same, and never from memory: as home says it is now.
  public Optional<Project> findInHome(String id) {
    return reader.read(id);
  }

  /// The project whose users live in that store under that tenant, as home says it is now.
  public Optional<Project> findInHome(Store store, UUID tenant) {
    return reader.readAt(store.id(), tenant);
  }

  private Optional<Project> find(String id, Duration patience) {
    if (!ID.matcher(id).matches()) return Optional.empty();
    var held = inMemory.getIfPresent(id);
    if (held != null && held.readAt() >= staleBefore) return held.project();
    try {
      return read(id);
    } catch (Unavailable unreachable) {
      if (held == null || isOver(patience)) throw unreachable;
      return held.project();
    }
  }

  private Optional<Project> read(String id) {
    var before = changes.get();
    var project = reader.read(id);
    unreachableSince = null;
    if (changes.get() == before) inMemory.put(id, new Held(project, before));
    return project;
  }

  private boolean isOver(Duration patience) {
    var now = clock.now();
    var since = unreachableSince;
    if (since == null) unreachableSince = now;
    return since != null && now.isAfter(since.plus(patience));
  }

  /// Tells every node of a change once it is committed. This one forgets what it knew at that
  /// moment and not when home tells it, so that whoever made the change sees it at once.
  ProjectId announce(Handle handle, ProjectId project) {
    var _ = ProjectTable.announce(handle, project.value());
    Store.afterCommit(handle, () -> changed(project.value()));
    return project;
  }

  /// Home said that this project has changed.
  public void changed(String id) {
    changes.incrementAndGet();
    inMemory.invalidate(id);
  }

  /// Home may have changed without saying so: everything is read again at its next use.
  public void mayHaveChanged() {
    staleBefore = changes.incrementAndGet();
  }
}
