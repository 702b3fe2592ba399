/// Users over the wire: read, change, delete, by themselves at `/users/me` and by servers at
/// `/users/{user_id}`.
///
/// No table of its own: an update touches a user's row, addresses, password, team and image, so
/// this stands above all of these. `UserChange` is what an update says, `ChangeUser` the one act
/// behind every such update: it locks the user, checks everything in the order that the contract
/// fixes, changes all or nothing, and ends with `Users.changed`. What takes long (a hash, a look at
/// an image) is done before the transaction. Clients are shown a user in one shape, servers in
/// another; whoever has server or admin access gets the servers' shape, also of `me`.
@NullMarked
package dev.postern.directory;

import org.jspecify.annotations.NullMarked;
