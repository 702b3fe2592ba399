/// Auth projects: what they are called, in which store and under which tenant their users live,
/// their settings, their keys.
///
/// Tables: `postern_control.projects`, `settings`, `key_sets`, `signing_keys`, `stores`. A request
/// sees one `Project`, as it was at the request's beginning; projects are kept in memory until home
/// says that one has changed. Keys are known by their SHA-256 alone; signing keys lie encrypted.
@NullMarked
package dev.postern.projects;

import org.jspecify.annotations.NullMarked;
