package dev.postern.settings;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The algebra of override documents: how one is changed, how levels become one, and how that one
/// becomes the document that holds.
///
/// A top-level key may be a path with dots (`auth.password.allowSignIn`); `null` means "back to the
/// default". No function changes what it was given.
public final class Overrides {
  /// The objects whose keys are ids of entries, which a path may fill but not create.
  private static final Set<String> RECORDS =
      Set.of(
          "analytics.queryFolders",
          "auth.oauth.providers",
          "auth.oauth.providers.*.appleBundles",
          "auth.signUpRules",
          "customDashboards",
          "dataVault.stores",
          "dbSync.externalDatabases",
          "domains.trustedDomains",
          "emails.templates",
          "emails.themes",
          "payments.items",
          "payments.productLines",
          "payments.products",
          "rbac.permissions");

  /// No setting lies deeper; without an end, one long key would be a document too deep to walk.
  private static final int MOST_DOTS = 32;

  private Overrides() {}

  /// The stored document after a change: a key of the change takes the place of the stored key of
  /// that name and of all below it. What it says nothing about stays, and so does a `null`, which
  /// hides the levels below.
  public static ObjectNode patch(ObjectNode stored, ObjectNode incoming) {
    var patched = stored.deepCopy();
    for (var key : incoming.propertyNames()) removeWithDescendants(patched, key);
    return patched.setAll(incoming.deepCopy());
  }

  /// The stored document without these keys and all below them, wherever they stand: as keys, or
  /// inside the objects of shorter keys. An object left empty goes too; an unknown key is nothing.
  public static ObjectNode reset(ObjectNode stored, List<String> keys) {
    var left = stored.deepCopy();
    for (var key : keys) {
      removeWithDescendants(left, key);
      removeInside(left, key);
    }
    return left;
  }

  /// The levels as one document, each level a change of those before it.
  public static ObjectNode combine(List<ObjectNode> levelsLowestFirst) {
    var combined = JsonNodeFactory.instance.objectNode();
    for (var level : levelsLowestFirst) combined = patch(combined, level);
    return combined;
  }

  /// The document that holds: nested, without paths and without `null`. The key with fewer dots is
  /// applied first, so a path wins over a nested value; a path into an entry that does not exist is
  /// ignored.
  public static ObjectNode render(ObjectNode combined) {
    var rendered = JsonNodeFactory.instance.objectNode();
    combined.properties().stream()
        .filter(property -> dotsIn(property.getKey()) <= MOST_DOTS)
        .sorted(comparingLong(property -> dotsIn(property.getKey())))
        .forEach(property -> apply(rendered, property));
    return rendered;
  }

  private static void apply(ObjectNode rendered, Entry<String, JsonNode> property) {
    var steps = List.of(property.getKey().split("\\.", -1));
    var parent = rendered;
    for (var depth = 1; depth < steps.size(); depth++) {
      var step = steps.get(depth - 1);
      if (parent.get(step) instanceof ObjectNode child) {
        parent = child;
      } else if (isEntry(steps.subList(0, depth))) {
        return;
      } else {
        parent = parent.putObject(step);
      }
    }
    if (property.getValue().isNull()) {
      parent.remove(steps.getLast());
    } else {
      parent.set(steps.getLast(), withoutNulls(property.getValue().deepCopy()));
    }
  }

  private static boolean isEntry(List<String> path) {
    var record = new ArrayList<>(path.subList(0, path.size() - 1));
    if (RECORDS.contains(String.join(".", record))) return true;
    if (record.size() < 2) return false;
    record.set(record.size() - 2, "*");
    return RECORDS.contains(String.join(".", record));
  }

  private static JsonNode withoutNulls(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
      object.forEach(Overrides::withoutNulls);
    }
    return value;
  }

  private static void removeWithDescendants(ObjectNode document, String key) {
    var hidden =
        document.propertyNames().stream()
            .filter(name -> name.equals(key) || name.startsWith(key + "."))
            .toList();
    document.remove(hidden);
  }

  private static boolean removeInside(ObjectNode object, String key) {
    var isRemoved = false;
    for (var name : List.copyOf(object.propertyNames())) {
      if (key.startsWith(name + ".") && object.get(name) instanceof ObjectNode inner) {
        var rest = key.substring(name.length() + 1);
        var isRemovedHere = inner.remove(rest) != null || removeInside(inner, rest);
        if (isRemovedHere && inner.isEmpty()) object.remove(name);
        isRemoved |= isRemovedHere;
      }
    }
    return isRemoved;
  }

  private static long dotsIn(String key) {
    return key.chars().filter(character -> character == '.').count();
  }
}
