/// Database projects: what the control plane calls a project, with branches, databases, roles, and
/// auth that is published in a database.
///
/// On a server that many share, names must be unique. So a database's real name is the asked one
/// and the words of its branch (`neondb_shiny_wind_028834`), a role's the asked one and the words
/// of its project; a first branch has its project's words. Answers say the real names, so that
/// addresses work; requests may use either.
///
/// Tables: `postern_control.database_projects`, `branches`, `databases`, `roles`,
/// `auth_integrations`. Acts over two stores write their intention in home first.
@NullMarked
package dev.postern.databaseprojects;

import org.jspecify.annotations.NullMarked;
