package dev.postern.db;

/// The ways into a [Store]; what each promises stands at the method of the same name.
public enum Door {
  ONCE,
  READ,
  WRITE
}
