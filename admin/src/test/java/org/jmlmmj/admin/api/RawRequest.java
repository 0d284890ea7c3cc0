package org.jmlmmj.admin.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A request whose path is sent as it is, which no client library would do. Stateless and thread-safe. */
final class RawRequest {
    private static final int PATIENCE = 30_000;

    private RawRequest() {}

    /** The status of the answer. */
    static int status(URI server, String method, String path, String token) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "X-MLMMJADMIN-API-AUTH-TOKEN: " + token + "\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            String line = reader.readLine();
            if (line == null || !line.matches("HTTP/1\\.[01] [0-9]{3}.*")) {
                throw new IOException("no answer to " + method + " " + path + ": " + line);
            }
            return Integer.parseInt(line.substring(9, 12));
        }
    }
}
