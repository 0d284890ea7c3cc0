package org.jmlmmj.admin.backend;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** One transaction. For one thread. */
final class SqlChange implements Backend.Change {
    private final Handle handle;

    private SqlChange(Handle handle) {
        this.handle = handle;
    }

    static SqlChange begin(Jdbi jdbi) throws BackendException {
        try {
            Handle handle = jdbi.open();
            handle.begin();
            return new SqlChange(handle);
        } catch (JdbiException e) {
            throw BackendException.failed("SQL_ERROR", e);
        }
    }

    Handle handle() {
        return handle;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void commit() throws BackendException {
        try {
            handle.commit();
        } catch (JdbiException e) {
            throw BackendException.failed("SQL_ERROR", e);
        }
    }

    /** A connection that broke takes its transaction with it, so that failing to say so changes nothing. */
    @Override
    public void close() {
        try {
            if (handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (JdbiException e) {
            Logger.getLogger(SqlChange.class.getName())
                    .log(Level.WARNING, "the SQL server did not take a change back in good order", e);
        } finally {
            handle.close();
        }
    }
}
