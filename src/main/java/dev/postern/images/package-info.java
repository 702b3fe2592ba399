/// Images that users and servers upload inside a URL (`data:image/png;base64,…`), and that the
/// server shows under an address of its own.
///
/// Table: `postern.images`. An image is looked at before it is kept: a raster format that its bytes
/// prove, no more pixels than can be shown, and no SVG, which is a program. Looking takes long, so
/// it is done on a thread of its own and outside any transaction; a `Picture` is what was seen. An
/// image is never changed, so whoever has seen one may keep it for ever; it goes with its user, or
/// when they get another.
@NullMarked
package dev.postern.images;

import org.jspecify.annotations.NullMarked;
