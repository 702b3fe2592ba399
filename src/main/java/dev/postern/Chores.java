package dev.postern;

import dev.postern.clock.Clock;
import dev.postern.codes.RemoveExpiredCodes;
import dev.postern.events.RemoveOldEvents;
import dev.postern.jobs.JobRunner;
import dev.postern.jobs.Jobs;
import dev.postern.limits.RemoveEndedLimits;
import dev.postern.projects.Projects;
import dev.postern.sessions.RemoveExpiredSessions;
import dev.postern.users.RemoveStaleAnonymousUsers;
import dev.postern.users.RepublishUsers;
import dev.postern.users.Users;
import java.util.List;
import java.util.stream.Stream;

/// What is done later, and who does it.
public record Chores(Jobs jobs, RepublishUsers republish, List<JobRunner<?>> runners) {

  /// Where chores are left, those that every tenant has included.
  static Jobs jobs(Clock clock) {
    return new Jobs(
        List.of(
            RemoveStaleAnonymousUsers.KIND,
            RemoveExpiredSessions.KIND,
            RemoveExpiredCodes.KIND,
            RemoveEndedLimits.KIND,
            RemoveOldEvents.KIND),
        clock);
  }

  static Chores of(Users users, Projects projects, Clock clock) {
    var republish = new RepublishUsers(users, projects, users.jobs(), clock);
    return new Chores(
        users.jobs(),
        republish,
        List.of(
            republish.runner(),
            new RemoveStaleAnonymousUsers(users, projects, clock).runner(),
            new RemoveExpiredSessions(clock).runner(),
            new RemoveExpiredCodes(clock).runner(),
            new RemoveEndedLimits(clock).runner(),
            new RemoveOldEvents(clock).runner()));
  }

  /// The same, and what others leave for later.
  Chores with(List<JobRunner<?>> more) {
    return new Chores(jobs, republish, Stream.of(runners, more).flatMap(List::stream).toList());
  }
}
