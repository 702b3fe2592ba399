/// The control plane, `/api/v2`: what clients written for Neon's API drive. It words requests and
/// answers and owns no rule: `databaseprojects` makes projects and publishes auth projects,
/// `signup` makes users.
///
/// Table: `postern_control.api_keys`. A caller is known by an API key, kept as SHA-256. Answers
/// have every field that a generated client requires; what we do not measure (storage, compute
/// time) is 0, and a limit that does not exist is 0 too. Fields that are not known are ignored.
@NullMarked
package dev.postern.controlplane;

import org.jspecify.annotations.NullMarked;
