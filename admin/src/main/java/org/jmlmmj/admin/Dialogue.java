package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;

/**
 * Questions and answers, one line each, in UTF-8. The end of input counts as an empty answer to all further questions. Not
 * thread-safe.
 */
final class Dialogue {
    /** Of a line that goes on and on, so much counts. */
    private static final int LONGEST = 4096;

    private final Reader in;
    private final PrintStream out;
    private final boolean echoed;

    /** @param echoed whether what is answered shows up where the questions do, as at a terminal */
    Dialogue(InputStream in, PrintStream out, boolean echoed) {
        this.in = new BufferedReader(new InputStreamReader(in, UTF_8));
        this.out = out;
        this.echoed = echoed;
    }

    /** Says something before a question. */
    void say(String line) {
        out.println(line);
    }

    /** Asks; an empty answer is the default. */
    String ask(String question, String standard) throws IOException {
        out.print(question + (standard.isEmpty() ? "" : " [" + standard + "]") + ": ");
        out.flush();
        String answer = readLine().strip();
        if (!echoed) {
            out.println();
        }
        return answer.isEmpty() ? standard : answer;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
