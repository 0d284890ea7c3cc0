package org.jmlmmj.admin.api;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jmlmmj.admin.backend.Backend;
import org.jmlmmj.admin.backend.BackendException;
import org.jmlmmj.admin.lists.Reply;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.log.Syslog;

/** The HTTP server of the API. Requests are read by one thread and carried out by several. Thread-safe. */
final class ApiServer implements AutoCloseable {
    private static final int MOST_HEADER_OCTETS = 16 * 1024;
    private static final int MOST_LINE_OCTETS = 16 * 1024;
    private static final int IDLE_SECONDS = 60;
    private static final int WORKERS = 16;
    private static final int START_SECONDS = 30;

    /** Requests in work are ended before the process is; adding as many subscribers as a request may takes less. */
    private static final int STOP_SECONDS = 10;

    private final Vertx vertx;
    private final HttpServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ApiServer(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address or port cannot be had
     */
    static ApiServer start(
            Settings settings,
            List<Endpoint> endpoints,
            List<Endpoint> clientEndpoints,
            Gate gate,
            Backend backend,
            Syslog syslog,
            String version)
            throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setUseDaemonThread(true)
                // Serves no files: no folder for copies of them, which a killed server would leave behind.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        String tokenHeader = settings.get(Setting.API_AUTH_TOKEN_HEADER_NAME);
        Router router = router(vertx, settings, syslog);
        String description = OpenApi.describe(endpoints, version, tokenHeader);
        router.get("/openapi.json")
                .handler(context -> Answer.json(200, description).send(context));
        router.get("/health").blockingHandler(context -> tellHealth(context, backend, syslog), false);
        Dispatcher dispatcher = new Dispatcher(endpoints, clientEndpoints, gate, tokenHeader, syslog);
        router.route().blockingHandler(dispatcher::handle, false);
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(MOST_HEADER_OCTETS)
                .setMaxInitialLineLength(MOST_LINE_OCTETS)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxFormAttributeSize(settings.get(Setting.MAX_BODY_SIZE))
                .setHost(settings.get(Setting.LISTEN_ADDRESS))
                .setPort(settings.get(Setting.LISTEN_PORT));
        HttpServer server = vertx.createHttpServer(options).requestHandler(router);
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
            return new ApiServer(vertx, server);
        } catch (ExecutionException | TimeoutException e) {
            vertx.close();
            throw new IOException(
                    "cannot listen on " + options.getHost() + ":" + options.getPort() + ": "
                            + FailureText.of(e.getCause() == null ? e : e.getCause()),
                    e);
        }
    }

    private static Router router(Vertx vertx, Settings settings, Syslog syslog) {
        Router router = Router.router(vertx);
        if (settings.get(Setting.LOG_LEVEL).equals("debug")) {
            router.route().handler(new AccessLog(syslog));
        }
        // Bodies of other methods do not count (spec 09 §4.3).
        router.route()
                .method(HttpMethod.POST)
                .method(HttpMethod.PUT)
                .handler(BodyHandler.create(false)
                        .setBodyLimit(settings.get(Setting.MAX_BODY_SIZE))
                        .setMergeFormAttributes(false)
                        .setHandleFileUploads(false));
        for (int status : new int[] {400, 413, 414, 431}) {
            router.errorHandler(
                    status, context -> Answer.plain(status, word(status)).send(context));
        }
        router.errorHandler(500, context -> {
            Throwable failure = context.failure();
            syslog.error(context.request().method() + " " + context.request().path() + ": "
                    + (failure == null ? "no reason" : FailureText.of(failure)));
            Answer.plain(500, "internal server error").send(context);
        });
        return router;
    }

    private static String word(int status) {
        return switch (status) {
            case 413 -> "the body is too large";
            case 414 -> "the path is too long";
            case 431 -> "the headers are too large";
            default -> "bad request";
        };
    }

    private static void tellHealth(RoutingContext context, Backend backend, Syslog syslog) {
        try {
            backend.check();
            Answer.success(Reply.done(), List.of()).send(context);
        } catch (BackendException e) {
            syslog.error("health: " + e.code() + ": " + FailureText.of(e));
            Answer.json(503, Answer.failure(e.code(), List.of()).text()).send(context);
        }
    }

    /** The port on which it listens. */
    int port() {
        return server.actualPort();
    }

    /** Takes no more connections and ends what is in work; a second time nothing is left to do. */
    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            server.shutdown(STOP_SECONDS, TimeUnit.SECONDS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOP_SECONDS + 5L, TimeUnit.SECONDS);
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the server does not stop in good order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server stops", e);
        }
    }
}
