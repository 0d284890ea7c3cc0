package org.jmlmmj.admin.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jmlmmj.core.log.Syslog;

/** Tells of every request how it was answered (spec 09 §12.3). As thread-safe as the log. */
final class AccessLog implements Handler<RoutingContext> {
    private final Syslog syslog;

    AccessLog(Syslog syslog) {
        this.syslog = syslog;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.addEndHandler(done -> syslog.info("[" + Dispatcher.client(request) + "] " + request.method() + " "
                + request.uri() + " " + context.response().getStatusCode() + " "
                + context.response().bytesWritten() + " \""
                + Optional.ofNullable(request.getHeader("Referer")).orElse("") + "\""));
        context.next();
    }
}
