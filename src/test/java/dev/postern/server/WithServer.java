package dev.postern.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives each test of the class a `TestServer` to speak to, and holds what must be true after every
/// scenario: no job that failed or is left undone, no failure, no refusal that its endpoint does
/// not list, one statement at the door `once`, and published rows that equal the server's own
/// answers.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ServerExtension.class)
public @interface WithServer {}
