package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Somebody joins by mail, asks for help and an old post, and leaves. For one thread.
 *
 * @param list has a post in its archive
 */
record CommandTraining(TrainingList list) {
    void run() throws IOException {
        list.sends(6, () -> {
            write("subscribe");
            write("confsub-" + request("subconf"));
            write("help");
            write("get-1");
            write("unsubscribe");
            write("confunsub-" + request("unsubconf"));
        });
    }

    private void write(String command) throws IOException {
        list.receive(TrainingMails.command(command), "-F");
    }

    private String request(String folder) throws IOException {
        try (Stream<Path> requests = Files.list(list.path().resolve(folder))) {
            return requests.findFirst()
                    .map(request -> String.valueOf(request.getFileName()))
                    .orElseThrow(() -> new IOException("no request is in " + folder));
        }
    }
}
