package dev.postern.sessions;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.projects.Project;
import dev.postern.tokens.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When and from where sessions were last used: noted in memory, newest for each session, and
/// written once a second by one statement for each store, outside any request. A second of this is
/// all that a `kill -9` may lose.
public final class LastUses implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Clock clock;
  private final Map<Session, Use> noted = new ConcurrentHashMap<>();

  /// For each user with a use that is not written yet, the time of the last one.
  private final Map<User, Instant> newest = new ConcurrentHashMap<>();

  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("last-uses").factory());

  private record Session(UUID tenant, UUID id) {}

  private record User(UUID tenant, UUID id) {}

  /// One use; `from` is JSON, or empty where nothing is known, which leaves the last place as it
  /// is.
  record Use(
      Store store,
      boolean publishes,
      UUID tenant,
      UUID session,
      UUID user,
      Instant at,
      Optional<String> from) {}

  private LastUses(Clock clock) {
    this.clock = clock;
  }

  /// Begins to write what is noted.
  public static LastUses start(Clock clock) {
    var uses = new LastUses(clock);
    var millis = INTERVAL.toMillis();
    var _ = uses.writer.scheduleWithFixedDelay(uses::write, millis, millis, TimeUnit.MILLISECONDS);
    return uses;
  }

  void note(Project project, Claims claims, EndUser from) {
    var tenant = project.tenant().value();
    var use =
        new Use(
            project.store(),
            project.publishes(),
            tenant,
            claims.session(),
            claims.user(),
            clock.now(),
            from.json());
    // Before it can be written, and then be forgotten.
    newest.merge(new User(tenant, use.user()), use.at(), LastUses::later);
    noted.merge(new Session(tenant, claims.session()), use, LastUses::later);
  }

  /// The later of two uses, which need not be noted in their order, with the last known place.
  private static Use later(Use one, Use other) {
    if (other.at().isBefore(one.at())) return later(other, one);
    return other.from().isPresent() ? other : keepingPlace(other, one);
  }

  private static Use keepingPlace(Use newer, Use older) {
    return new Use(
        newer.store(),
        newer.publishes(),
        newer.tenant(),
        newer.session(),
        newer.user(),
        newer.at(),
        older.from());
  }

  /// When this user was last active, where that is newer than what the store knows.
  public Optional<Instant> newest(Project project, UUID user) {
    return Optional.ofNullable(newest.get(new User(project.tenant().value(), user)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// Writes what has been noted up to now. What cannot be written is dropped: it would be older
  /// than what comes next.
  private void write() {
    var taken = new ArrayList<Use>();
    for (var session : List.copyOf(noted.keySet())) {
      var use = noted.remove(session);
      if (use != null) taken.add(use);
    }
    Map<Store, List<Use>> byStore = new HashMap<>();
    for (var use : taken) byStore.computeIfAbsent(use.store(), _ -> new ArrayList<>()).add(use);
    byStore.forEach(LastUses::write);
    for (var use : taken) newest.remove(new User(use.tenant(), use.user()), use.at());
  }

  /// A store that is down, or whose published table is broken, is no other one's trouble; nor is a
  /// broken table that of the sessions beside it.
  private static void write(Store store, List<Use> uses) {
    quietly(() ->
        store.write(handle -> {
          LastUseTable.relax(handle);
          return LastUseTable.write(handle, uses);
        }));
    if (uses.stream().anyMatch(Use::publishes))
      quietly(() ->
          store.write(handle -> {
            LastUseTable.relax(handle);
            return LastUseTable.publish(handle, uses);
          }));
  }

  private static void quietly(Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException failure) {
      LOG.warn("Last uses could not be written: {}", failure.getMessage());
    }
  }

  @Override
  public void close() {
    writer.shutdown();
    write();
  }
}
