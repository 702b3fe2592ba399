package dev.postern.server;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The life of a `TestServer`: made when a test asks for it, checked when the test has ended.
final class ServerExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(ServerExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestServer.class;
  }

  /// JUnit would close a server that it holds itself, and this one is everybody's.
  private record Held(TestServer server) {}

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Held.class, _ -> new Held(new TestServer(RunningServer.shared())), Held.class)
        .server();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var held = context.getStore(NAMESPACE).get(Held.class, Held.class);
    if (held != null && context.getExecutionException().isEmpty()) held.server().verify();
  }
}
