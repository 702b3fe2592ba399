package dev.postern.planted.users;

/// An interface that nobody can choose from.
public interface LonelyContract {
  void first();

  void second();
}
