package org.jmlmmj.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jmlmmj.dist.Installation;

/** Makes the figures of {@code dist/doc/reliability.md}. Started by {@code dist/e2e/reliability}. For one thread. */
public final class Reliability {
    private static final String USAGE = """
            Usage: reliability WORK matrix [EVERY [SEED [WORDS]]]
                   reliability WORK soak [POSTS [SEED]]
                   reliability WORK load [POSTS [AT_A_TIME [RECIPIENTS [LISTS]]]]

            WORK is a folder for lists and traces. EVERY: of so many points one is tried, 1 for all.
            WORDS: of the title of a scenario, or what the matrix said of one point, to try that one again.
            """;

    private final PrintStream out;
    private final PrintStream progress;
    private final Installation installation = Installation.built();
    private final Path work;
    private boolean failed;

    private Reliability(PrintStream out, PrintStream progress, Path work) {
        this.out = out;
        this.progress = progress;
        this.work = work;
    }

    /** Every scenario of the crash matrix. */
    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        all.addAll(List.of(PostScenario.values()));
        all.addAll(List.of(ModerationScenario.values()));
        all.addAll(List.of(SubscriptionScenario.values()));
        all.addAll(List.of(OtherScenario.values()));
        all.addAll(List.of(MaintenanceScenario.values()));
        return all;
    }

    /** Prints tables on standard output, and how far it is on standard error; status 1 if anything got lost. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length < 2) {
            System.err.print(USAGE);
            System.exit(64);
        }
        Reliability reliability =
                new Reliability(System.out, System.err, Path.of(arguments[0]).toAbsolutePath());
        List<String> more = List.of(arguments).subList(2, arguments.length);
        switch (arguments[1]) {
            case "matrix" -> reliability.matrix(more);
            case "soak" -> reliability.soak(more);
            case "load" -> reliability.load(more);
            default -> {
                System.err.print(USAGE);
                System.exit(64);
            }
        }
        System.exit(reliability.failed ? 1 : 0);
    }

    private static long number(List<String> arguments, int place, long usual) {
        return place < arguments.size() ? Long.parseLong(arguments.get(place)) : usual;
    }

    private void matrix(List<String> arguments) throws IOException, InterruptedException {
        Choice choice = new Choice(
                (int) number(arguments, 0, 1), number(arguments, 1, 1), arguments.size() > 2 ? arguments.get(2) : "");
        Matrix matrix = new Matrix(installation, work, progress::println);
        Row sum = new Row("all");
        out.println(
                "| scenario | in place of a call | tried | reached | answered with failure | losses | duplicates |");
        out.println("|---|---|--:|--:|--:|--:|--:|");
        for (Scenario scenario : scenarios()) {
            if (choice.mayTry(scenario.title())) {
                tell(matrix.run(scenario, choice), sum);
            }
        }
        try (ApiMatrix api = new ApiMatrix(installation, work.resolve("api"), progress::println)) {
            for (ApiRequest request : ApiRequest.values()) {
                if (choice.mayTry(request.title())) {
                    tell(api.run(request, choice), sum);
                }
            }
        }
        out.println(sum.markdown());
        out.println("\nOne of " + choice.every() + " points, seed " + choice.seed() + ".");
    }

    private void tell(List<Row> rows, Row sum) {
        for (Row row : rows) {
            out.println(row.markdown());
            sum.add(row);
            failed |= !row.losses().isEmpty();
        }
    }

    private void soak(List<String> arguments) throws IOException, InterruptedException, ExecutionException {
        int posts = (int) number(arguments, 0, 2000);
        long seed = number(arguments, 1, 1);
        Soak.Result result = Soak.run(installation, work.resolve("soak"), posts, seed);
        tell(result.losses());
        out.println(
                "| posts | programs killed | posts given again | runs of maintenance | deliveries | duplicates | losses |");
        out.println("|--:|--:|--:|--:|--:|--:|--:|");
        out.println("| " + result.posts() + " | " + result.kills() + " | " + result.repetitions() + " | "
                + result.maintenance() + " | " + result.deliveries() + " | " + result.duplicates() + " | "
                + result.losses().size() + " |");
        out.println("\nSeed " + seed + ".");
    }

    private void load(List<String> arguments) throws IOException, InterruptedException, ExecutionException {
        Load load = new Load(installation, work.resolve("load"));
        out.println("| load | seconds | deliveries | duplicates | memory of one program, at most | losses |");
        out.println("|---|--:|--:|--:|--:|--:|");
        tell(load.posts((int) number(arguments, 0, 2000), (int) number(arguments, 1, 50)));
        tell(load.recipients((int) number(arguments, 2, 10_000)));
        tell(load.lists((int) number(arguments, 3, 100)));
    }

    private void tell(Load.Result result) {
        tell(result.losses());
        out.println("| " + result.what() + " | " + result.seconds() + " | " + result.deliveries() + " | "
                + result.duplicates() + " | " + result.peak() + " MiB | "
                + result.losses().size() + " |");
    }

    private void tell(List<String> losses) {
        losses.forEach(progress::println);
        failed |= !losses.isEmpty();
    }
}
