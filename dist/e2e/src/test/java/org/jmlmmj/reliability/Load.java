package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jmlmmj.dist.Installation;

/** Much at a time: nothing may get lost, and no number be used twice or left out. Stateless but for its folder. */
final class Load {
    private static final String LISTS = "lists";

    private final Installation installation;
    private final Path folder;

    /**
     * @param folder for lists
     */
    Load(Installation installation, Path folder) {
        this.installation = installation;
        this.folder = folder;
    }

    /**
     * What came of it.
     *
     * @param what the load
     * @param seconds how long it took, until the last recipient had his mail
     * @param peak the most memory that one program had, in MiB
     * @param losses what must not be
     */
    record Result(String what, long seconds, long deliveries, long duplicates, long peak, List<String> losses) {}

    private Path fresh(String name) throws IOException {
        Path fresh = folder.resolve(name);
        Site.delete(fresh);
        return Files.createDirectories(fresh);
    }

    /** So many programs at a time take posts for one list, while people come and go. */
    Result posts(int posts, int atATime) throws IOException, InterruptedException, ExecutionException {
        Path place = fresh("posts");
        List<String> subscribers = IntStream.range(0, 5)
                .mapToObj(i -> (char) ('a' + i) + "@load.example")
                .toList();
        try (RelayProcess relay = RelayProcess.start(place.resolve("relay.log"), false)) {
            BusyList list = new BusyList(installation, place.resolve(LISTS), relay, subscribers);
            Meter meter = Meter.start(place.resolve(LISTS));
            List<String> subjects = subjects(posts);
            AtomicBoolean ended = new AtomicBoolean();
            Churn churn = new Churn(list, new Random(7));
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<?> changes = other.submit(() -> {
                while (!ended.get()) {
                    churn.step();
                }
                return churn;
            });
            List<String> losses = all(subjects, atATime, list::post);
            ended.set(true);
            changes.get();
            other.shutdown();
            list.awaitQuiet();
            long peak = meter.stop();
            long seconds = meter.seconds();
            list.recover();
            losses.addAll(churn.settle());
            list.gaps(posts).forEach(gap -> losses.add("index " + gap + " is missing, or one too many"));
            return result(
                    posts + " posts, " + atATime + " at a time",
                    list.audit(subjects, subscribers),
                    seconds,
                    peak,
                    losses);
        }
    }

    /** One post for many, every tenth of whom the relay refuses. */
    Result recipients(int count) throws IOException, InterruptedException {
        Path place = fresh("recipients");
        List<String> subscribers = IntStream.range(0, count)
                .mapToObj(i -> "u" + i + "@load.example")
                .toList();
        try (RelayProcess relay = RelayProcess.start(place.resolve("relay.log"), true)) {
            BusyList list = new BusyList(installation, place.resolve(LISTS), relay, subscribers);
            Meter meter = Meter.start(place.resolve(LISTS));
            List<String> losses = new ArrayList<>();
            if (list.post("many") != 0) {
                losses.add("not accepted");
            }
            list.awaitQuiet();
            long peak = meter.stop();
            List<String> served = subscribers.stream()
                    .filter(address -> !address.contains("0@"))
                    .toList();
            long bounces = list.list().names("bounce").size();
            if (bounces != count / 10) {
                losses.add(bounces + " bounces are recorded, not " + count / 10);
            }
            String what = count + " recipients, every tenth refused";
            return result(what, list.audit(List.of("many"), served), meter.seconds(), peak, losses);
        }
    }

    /** A post for each of many lists, all at once. */
    Result lists(int count) throws IOException, InterruptedException, ExecutionException {
        Path place = fresh("lists");
        List<String> losses = new ArrayList<>();
        long deliveries = 0;
        long duplicates = 0;
        try (RelayProcess relay = RelayProcess.start(place.resolve("relay.log"), false)) {
            List<BusyList> lists = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                lists.add(new BusyList(
                        installation, place.resolve(LISTS + "/l" + i), relay, List.of("a@l" + i + ".example")));
            }
            Meter meter = Meter.start(place.resolve(LISTS));
            List<String> numbers =
                    IntStream.range(0, count).mapToObj(Integer::toString).toList();
            losses.addAll(all(
                    numbers,
                    count,
                    number -> lists.get(Integer.parseInt(number)).post("list " + number)));
            lists.forEach(BusyList::awaitQuiet);
            long peak = meter.stop();
            for (int i = 0; i < count; i++) {
                lists.get(i).recover();
                BusyList.Audit audit = lists.get(i).audit(List.of("list " + i), List.of("a@l" + i + ".example"));
                losses.addAll(audit.losses());
                deliveries = audit.deliveries();
                duplicates = audit.duplicates();
            }
            return new Result(count + " lists at once", meter.seconds(), deliveries, duplicates, peak, losses);
        }
    }

    private interface Post {
        int give(String subject) throws IOException, InterruptedException;
    }

    /** Gives all posts once; under load nothing may be refused. */
    private static List<String> all(List<String> subjects, int atATime, Post post)
            throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(atATime);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (String subject : subjects) {
                answers.add(workers.submit(() -> post.give(subject)));
            }
            List<String> refused = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                int status = answers.get(i).get();
                if (status != 0) {
                    refused.add(subjects.get(i) + " is answered with " + status);
                }
            }
            return refused;
        } finally {
            workers.shutdownNow();
        }
    }

    private static List<String> subjects(int posts) {
        Function<Integer, String> name = number -> "load " + number;
        return IntStream.rangeClosed(1, posts).boxed().map(name).toList();
    }

    private static Result result(String what, BusyList.Audit audit, long seconds, long peak, List<String> losses) {
        List<String> all = new ArrayList<>(losses);
        all.addAll(audit.losses());
        return new Result(what, seconds, audit.deliveries(), audit.duplicates(), peak, all);
    }
}
