/// What a project allows: override documents by level, and their typed rendering.
///
/// Three levels hide one another: project, branch, environment. `Overrides` is the arithmetic of
/// these documents, `ProjectSettings` what acts read, `TrustedDomains` the judge of every URL that
/// somebody may be sent to. Nothing here touches the database.
@NullMarked
package dev.postern.settings;

import org.jspecify.annotations.NullMarked;
