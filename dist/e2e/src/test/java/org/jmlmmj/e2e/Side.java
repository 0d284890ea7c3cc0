package org.jmlmmj.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * One of the two programs that a list can have, the original or ours, behind the same mail server. Immutable and thread-safe.
 *
 * @param transport its service in Postfix
 * @param programs where its programs are
 */
record Side(String transport, UnaryOperator<String> programs) {
    static Side original(ListServer server) {
        return new Side("original", name -> server.original().program(name).toString());
    }

    static Side ours(ListServer server) {
        return new Side(
                "mlmmj", name -> server.place().installation().program(name).toString());
    }

    /** From now on the list's mail is for this one. */
    void takeOver(MadeList list) {
        list.server()
                .tables()
                .use(handle -> handle.execute(
                        "UPDATE maillists SET transport = ? WHERE address = ?",
                        transport + ":" + ListServer.DOMAIN + "/" + list.name(),
                        list.address()));
    }

    /** Subscribes somebody. */
    void subscribe(Path list, String address, String... options) throws IOException {
        change("mlmmj-sub", list, address, options);
    }

    /** Unsubscribes somebody. */
    void unsubscribe(Path list, String address) throws IOException {
        change("mlmmj-unsub", list, address);
    }

    private void change(String program, Path list, String address, String... options) throws IOException {
        Object[] words = new Object[options.length + 5];
        words[0] = programs.apply(program);
        words[1] = "-L";
        words[2] = list;
        words[3] = "-a";
        words[4] = address;
        System.arraycopy(options, 0, words, 5, options.length);
        Account.run(words);
    }

    /** Does its maintenance once. */
    void maintain(Path list) throws IOException {
        Account.run(programs.apply("mlmmj-maintd"), "-F", "-L", list);
    }

    @Override
    public String toString() {
        return transport;
    }
}
