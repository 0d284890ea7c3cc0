package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import org.jmlmmj.core.cli.Program;

/**
 * A process that runs one program again and again: says {@code ready}, then reads command lines from standard input and
 * answers each with its exit status, and with what went wrong. Ends after the line {@code end}.
 */
final class ProgramLoop {
    private ProgramLoop() {}

    /** Argument: {@code sub} or {@code unsub}. */
    public static void main(String[] args) throws IOException {
        Program program = args[0].equals("sub") ? Programs.sub() : Programs.unsub();
        PrintStream out = System.out;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        out.println("ready");
        for (String line = in.readLine(); line != null && !line.equals("end"); line = in.readLine()) {
            Run run = Run.of(program, line.split(" "));
            out.println((run.status() + " " + run.err()).strip());
        }
    }
}
