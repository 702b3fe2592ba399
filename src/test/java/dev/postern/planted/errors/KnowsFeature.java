package dev.postern.planted.errors;

import dev.postern.planted.users.LonelyContract;

/// A class of the floor that knows a feature, which knows it in turn.
public final class KnowsFeature {
  static boolean isLonely(Object one) {
    return one instanceof LonelyContract;
  }
}
