package org.jmlmmj.admin;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;
import org.jmlmmj.core.cli.RefusedException;

/**
 * To whom a new list directory is given. Immutable and thread-safe.
 *
 * @param user the user
 * @param group the group; empty: it stays as it is
 */
record NewOwner(UserPrincipal user, Optional<GroupPrincipal> group) {
    /**
     * Looks them up.
     *
     * @param text a user's name or number, perhaps a colon and a group, as for chown(1)
     * @throws RefusedException if the system does not know one of them
     */
    static NewOwner find(String text) throws RefusedException, IOException {
        UserPrincipalLookupService service = FileSystems.getDefault().getUserPrincipalLookupService();
        int colon = text.indexOf(':');
        try {
            if (colon < 0) {
                return new NewOwner(service.lookupPrincipalByName(text), Optional.empty());
            }
            return new NewOwner(
                    service.lookupPrincipalByName(text.substring(0, colon)),
                    Optional.of(service.lookupPrincipalByGroupName(text.substring(colon + 1))));
        } catch (UserPrincipalNotFoundException e) {
            throw new RefusedException("there is no user or group \"" + e.getName() + "\"");
        }
    }

    /** Gives them a file; the group first, as the file may be out of reach afterwards. */
    void take(PosixFileAttributeView file) throws IOException {
        if (group.isPresent()) {
            file.setGroup(group.get());
        }
        file.setOwner(user);
    }
}
