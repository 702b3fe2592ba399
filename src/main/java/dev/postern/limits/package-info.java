/// Limits on what may be tried how often, on all nodes together.
///
/// A [Limit] has a name and says how many times within which time; what is counted has a key, such
/// as a user's id. A try is *taken* before it is made, by one statement in a transaction of its
/// own: so it counts whatever becomes of the act, and of any number at once no more get through
/// than the limit allows. The time runs from the first try on, and the next one after its end
/// begins anew.
///
/// Table: `postern.limit_counters`. Counters whose time is over are removed by a job.
@NullMarked
package dev.postern.limits;

import org.jspecify.annotations.NullMarked;
