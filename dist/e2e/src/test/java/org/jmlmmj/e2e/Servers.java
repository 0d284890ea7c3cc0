package org.jmlmmj.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.jmlmmj.dist.Installation;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives tests the one {@link ListServer} that serves them all, which ends after the last of them. When a test fails, logs, settings
 * and lists are kept in {@code target/logs}, and the failure says so. Stateless, so thread-safe.
 */
final class Servers implements ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(Servers.class);

    /** The server in the store of JUnit, which closes it. */
    private record Shared(ListServer server) implements AutoCloseable {
        static Shared start() {
            try {
                return new Shared(ListServer.start(Installation.built()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("the servers do not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            server.place().copyTo(Path.of("target/logs/all"));
            server.close();
        }
    }

    private static ListServer server(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, unused -> Shared.start(), Shared.class)
                .server();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ListServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Path logs = Path.of(
                        "target/logs",
                        context.getRequiredTestClass().getSimpleName() + "."
                                + context.getRequiredTestMethod().getName())
                .toAbsolutePath();
        try {
            server(context).place().copyTo(logs);
        } catch (IOException e) {
            // What the test says matters more.
            failure.addSuppressed(e);
        }
        throw new AssertionError("logs, settings and lists are in " + logs + "; " + failure.getMessage(), failure);
    }
}
