package org.jmlmmj.dist;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jmlmmj.admin.client.SyncProfiles;
import org.jmlmmj.core.cli.ExitStatus;

/**
 * {@code sync_profiles_to_db} calls a database that hangs up, which takes it seconds to believe; meanwhile others are trained. For
 * one thread.
 */
final class SyncTraining implements AutoCloseable {
    /** Milliseconds until it has to have called. */
    private static final int PATIENCE = 30_000;

    private static final Set<ExitStatus> NOT_DONE = Set.of(ExitStatus.REFUSED, ExitStatus.TEMPORARY_FAILURE);

    private final ServerSocket database;
    private final FutureTask<Void> call;
    private final Thread thread;

    private SyncTraining(ServerSocket database, FutureTask<Void> call) {
        this.database = database;
        this.call = call;
        this.thread = new Thread(call, "training of sync_profiles_to_db");
    }

    /** @param kind of database, as the settings call it */
    static SyncTraining start(ApiSettings settings, String kind, ProgramCalls calls) throws IOException {
        ServerSocket database = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        database.setSoTimeout(PATIENCE);
        Path file = settings.database(kind, database.getLocalPort());
        FutureTask<Void> call = new FutureTask<>(() -> {
            calls.call(
                    NOT_DONE,
                    (streams, arguments) -> new SyncProfiles(streams, streams).run(arguments),
                    "sync_profiles_to_db",
                    "--config",
                    file.toString(),
                    "-A");
            return null;
        });
        SyncTraining training = new SyncTraining(database, call);
        training.thread.setDaemon(true);
        training.thread.start();
        return training;
    }

    /**
     * Takes the call and hangs up.
     *
     * @throws IOException if there was none, or the program ended as if there were a database
     */
    @Override
    public void close() throws IOException {
        try (database) {
            database.accept().close();
        } finally {
            // It would call again and again.
            thread.interrupt();
        }
        try {
            call.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
