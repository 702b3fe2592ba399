/// What a new user brings along, whichever way they come in: a contact channel, a personal team,
/// and a published row.
///
/// Every step happens in the transaction of the way in, so there is never half a user.
@NullMarked
package dev.postern.signup;

import org.jspecify.annotations.NullMarked;
