package dev.postern.http.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Takes a component from another part of the request than its method's: from the query whatever
/// the method, or from the header `x-stack-<name>` and its twin `x-hexclave-<name>`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface From {
  Schema.Source value();
}
