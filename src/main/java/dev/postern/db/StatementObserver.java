package dev.postern.db;

/// Is told of every statement before it is executed, and by which passage; each passage is an
/// object of its own. Tests use it to hold that the door `once` sees one statement; production has
/// [#NONE], which costs nothing.
@FunctionalInterface
public interface StatementObserver {
  StatementObserver NONE = (_, _) -> {};

  void executes(Store.Passage passage, String sql);
}
