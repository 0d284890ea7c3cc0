package org.jmlmmj.bench.startup;

/** The least that a Java program does; the measure for all others. Stateless, so thread-safe. */
public final class HelloWorld {
    private HelloWorld() {}

    /** Says hello. */
    public static void main(String[] arguments) {
        System.out.println("Hello, world");
    }
}
