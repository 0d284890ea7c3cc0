package org.jmlmmj.admin.api;

import java.util.List;
import org.jmlmmj.admin.backend.Backend;
import org.jmlmmj.admin.backend.BackendException;
import org.jmlmmj.admin.backend.ListFacts;
import org.jmlmmj.core.address.EmailAddress;

/** A backend with a moment between what a change did and its commit, in which tests do harm. Thread-safe if the harm is. */
record InterferingBackend(Backend real, Runnable beforeCommit) implements Backend {
    @Override
    public boolean knows(EmailAddress list) throws BackendException {
        return real.knows(list);
    }

    @Override
    public List<EmailAddress> lists() throws BackendException {
        return real.lists();
    }

    @Override
    public List<EmailAddress> activeLists() throws BackendException {
        return real.activeLists();
    }

    @Override
    public List<EmailAddress> listsOf(String domain) throws BackendException {
        return real.listsOf(domain);
    }

    @Override
    public Change add(EmailAddress list, ListFacts facts) throws BackendException {
        return new Interfering(real.add(list, facts));
    }

    @Override
    public Change update(EmailAddress list, ListFacts facts) throws BackendException {
        return new Interfering(real.update(list, facts));
    }

    @Override
    public Change remove(EmailAddress list) throws BackendException {
        return new Interfering(real.remove(list));
    }

    @Override
    public Change rename(EmailAddress list, EmailAddress renamed) throws BackendException {
        return new Interfering(real.rename(list, renamed));
    }

    @Override
    public void check() throws BackendException {
        real.check();
    }

    @Override
    public void close() {
        real.close();
    }

    private final class Interfering implements Change {
        private final Change change;

        Interfering(Change change) {
            this.change = change;
        }

        @Override
        public List<String> warnings() {
            return change.warnings();
        }

        @Override
        public void commit() throws BackendException {
            beforeCommit.run();
            change.commit();
        }

        @Override
        public void close() {
            change.close();
        }
    }
}
