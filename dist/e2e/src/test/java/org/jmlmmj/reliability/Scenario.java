package org.jmlmmj.reliability;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.test.ScriptedSmtpPeer;

/** Something that a program does and must do whole, whatever happens to it. Implementations are stateless. */
interface Scenario {
    /** A short name, for the table. */
    String title();

    /** Makes the state in which the program begins. */
    void prepare(Site site, Recovery recovery) throws IOException;

    /** What the relay does while the program runs. */
    default void script(ScriptedSmtpPeer relay) {}

    /** What is started. */
    Order order(Site site) throws IOException;

    /** What people do after maintenance: a moderator releases, a subscriber confirms. */
    default void follow(Site site, Recovery recovery) throws IOException {}

    /**
     * What a mail counts as for its recipient. A subscriber of whom the refusal cannot be written down is tried again, for
     * example, which is as good.
     */
    default String meaning(String subject, String recipient) {
        return subject;
    }

    /** How many mails reach somebody when nothing disturbs the program, so that a scenario that does nothing shows. */
    int deliveries();

    /**
     * The start of an installed program.
     *
     * @param program its name
     * @param arguments its arguments
     * @param environment what the mail server says
     * @param input standard input
     */
    record Order(String program, List<String> arguments, Map<String, String> environment, String input) {}
}
