package org.jmlmmj.admin.backend;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;

/**
 * A change of a directory, which knows no transactions: everything that can refuse it has been asked before, and what is left is
 * one operation on one entry, at the commit. For one thread.
 *
 * @param operation is done then
 */
record LdapChange(Operation operation) implements Backend.Change {
    /** What is left to do. */
    interface Operation {
        void run() throws LDAPException;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void commit() throws BackendException {
        try {
            operation.run();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
                // Somebody else was faster between the question and the answer.
                throw BackendException.refused("ALREADY_EXISTS");
            }
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                throw BackendException.refused("ACCOUNT_NOT_EXIST");
            }
            throw BackendException.failed("LDAP_ERROR", e);
        }
    }

    @Override
    public void close() {
        // Before the commit nothing was done, and after it nothing is taken back.
    }
}
