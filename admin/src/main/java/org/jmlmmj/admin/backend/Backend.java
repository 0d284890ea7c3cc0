package org.jmlmmj.admin.backend;

import java.util.List;
import org.jmlmmj.core.address.EmailAddress;

/**
 * What the mail server is told about lists. A change is begun, the files follow, and only then it is committed: so that either both
 * change or neither (spec 09 D1). Addresses are in lower case. Thread-safe; each change belongs to one thread.
 */
public interface Backend extends AutoCloseable {
    /** Whether it knows the list. */
    boolean knows(EmailAddress list) throws BackendException;

    /** Every list, sorted. */
    List<EmailAddress> lists() throws BackendException;

    /** The lists that are not switched off, sorted. */
    List<EmailAddress> activeLists() throws BackendException;

    /** The lists of a domain, sorted. */
    List<EmailAddress> listsOf(String domain) throws BackendException;

    /**
     * Begins to add a list.
     *
     * @throws BackendException with {@code NO_SUCH_DOMAIN}, {@code ALREADY_EXISTS} or {@code EXCEEDED_DOMAIN_ACCOUNT_LIMIT}
     */
    Change add(EmailAddress list, ListFacts facts) throws BackendException;

    /** Begins to change what it knows of a list; what the facts leave out stays. */
    Change update(EmailAddress list, ListFacts facts) throws BackendException;

    /**
     * Begins to make owners and moderators what the facts say, also those of its own domain whose account it does not know (spec 09
     * §14.1).
     */
    default Change replacePeople(EmailAddress list, ListFacts facts) throws BackendException {
        return update(list, facts);
    }

    /** Begins to remove a list, and nothing that is none. */
    Change remove(EmailAddress list) throws BackendException;

    /** Begins to give a list another address. */
    Change rename(EmailAddress list, EmailAddress renamed) throws BackendException;

    /** Asks the server whether it is there. */
    void check() throws BackendException;

    @Override
    void close();

    /** A change that was begun. For one thread. */
    interface Change extends AutoCloseable {
        /** What a person should know about it. */
        List<String> warnings();

        /** Makes it last. */
        void commit() throws BackendException;

        /** Takes it back unless it was committed. */
        @Override
        void close();
    }
}
