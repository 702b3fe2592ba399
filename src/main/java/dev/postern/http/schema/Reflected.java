package dev.postern.http.schema;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The four things the schema asks of reflection, with the impossible turned into defects.
final class Reflected {
  private Reflected() {}

  static <T> T get(Field field, Class<T> type) {
    try {
      field.setAccessible(true);
      return type.cast(field.get(null));
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static <R extends Record> Constructor<R> constructor(Class<R> type) {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static <R> R make(Constructor<R> constructor, @Nullable Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InstantiationException | IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(thrown);
    }
  }

  /// Whether the type of a component is marked `@Nullable`.
  static boolean isNullable(RecordComponent component) {
    return isMarkedNullable(component.getAnnotatedType()) || isMarkedNullable(component);
  }

  private static boolean isMarkedNullable(AnnotatedElement element) {
    return element.isAnnotationPresent(Nullable.class);
  }
}
