package org.jmlmmj.receive;

import java.io.IOException;
import org.jmlmmj.core.address.EmailAddress;

/** Answers whether somebody is subscribed; asked only when it matters, as a large list must be searched. */
@FunctionalInterface
public interface Membership {
    /** Whether the address is subscribed in any version. */
    boolean includes(EmailAddress address) throws IOException;
}
