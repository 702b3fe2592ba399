package dev.postern.http.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a record is put together from values that come in a row: a field takes one of them, a group
/// as many as it has fields.
record Assembly<R extends Record>(Constructor<R> constructor, List<Member> members) {

  /// A component of the record.
  sealed interface Member {}

  /// A field of the request.
  record Leaf(RecordComponent component, boolean isInQuery) implements Member {}

  /// A component whose own components are fields.
  record Group(Assembly<?> assembly) implements Member {}

  static <R extends Record> Assembly<R> of(Class<R> type) {
    return of(type, false);
  }

  private static <R extends Record> Assembly<R> of(Class<R> type, boolean isInQuery) {
    var members =
        Arrays.stream(type.getRecordComponents())
            .map(component -> member(component, isInQuery))
            .toList();
    return new Assembly<>(Reflected.constructor(type), members);
  }

  private static Member member(RecordComponent component, boolean groupIsInQuery) {
    var isInQuery = groupIsInQuery || FieldSchema.isFrom(Schema.Source.QUERY, component);
    return component.isAnnotationPresent(Flat.class)
        ? new Group(of(component.getType().asSubclass(Record.class), isInQuery))
        : new Leaf(component, isInQuery);
  }

  /// The fields, in the order in which their values are taken.
  Stream<Leaf> leaves() {
    return members.stream()
        .flatMap(member ->
            switch (member) {
              case Leaf leaf -> Stream.of(leaf);
              case Group(var group) -> group.leaves();
            });
  }

  /// The record of these values; what does not go together in it or in a group is noted.
  R make(Iterator<@Nullable Object> values, Reading reading) {
    var arguments = new @Nullable Object[members.size()];
    for (int i = 0; i < arguments.length; i++)
      arguments[i] =
          switch (members.get(i)) {
            case Leaf _ -> values.next();
            case Group(var group) -> group.make(values, reading);
          };
    var made = Reflected.make(constructor, arguments);
    if (made instanceof Schema.Consistent rule) rule.complaint().ifPresent(reading::add);
    return made;
  }
}
