package dev.postern.bootstrap;

import dev.postern.crypto.MasterKey;
import dev.postern.db.ConnectionString;

/// The database in which a server keeps everything, and the key that opens its secrets.
public record Home(ConnectionString where, MasterKey masterKey) {}
