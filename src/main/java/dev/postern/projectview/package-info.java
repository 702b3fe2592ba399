/// A project as its visitors see it: what a sign-in page must know to offer the right ways in, and
/// which redirects the SDK may trust.
///
/// Stands apart because `projects` knows no caller. Nothing here is secret; whatever clients must
/// not know stays out.
@NullMarked
package dev.postern.projectview;

import org.jspecify.annotations.NullMarked;
