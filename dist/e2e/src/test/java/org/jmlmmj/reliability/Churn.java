package org.jmlmmj.reliability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** People who join and leave a list all the time, by the installed programs. For one thread. */
final class Churn {
    private static final int PEOPLE = 20;

    private final BusyList list;
    private final Random random;
    private final Map<String, Boolean> wanted = new HashMap<>();

    /**
     * @param random decides who comes and goes
     */
    Churn(BusyList list, Random random) {
        this.list = list;
        this.random = random;
    }

    /** Somebody joins or leaves; what he wants counts, also if the program dies. */
    void step() throws IOException, InterruptedException {
        String person = (char) ('a' + random.nextInt(4)) + "" + random.nextInt(PEOPLE / 4) + "@churn.example";
        boolean joins = random.nextBoolean();
        wanted.put(person, joins);
        change(person, joins);
    }

    private void change(String person, boolean joins) throws IOException, InterruptedException {
        list.launch(joins ? "mlmmj-sub" : "mlmmj-unsub", "-q", "-s", "-a", person)
                .run();
    }

    /** Everybody whose program may have died says again what he wants; then who is subscribed must be who wants to be. */
    List<String> settle() throws IOException, InterruptedException {
        for (Map.Entry<String, Boolean> each : wanted.entrySet()) {
            change(each.getKey(), each.getValue());
        }
        List<String> subscribed = new ArrayList<>();
        for (String file : list.list().names("subscribers.d")) {
            list.list().content("subscribers.d/" + file).lines().forEach(subscribed::add);
        }
        List<String> wrong = new ArrayList<>();
        wanted.forEach((person, isWanted) -> {
            int times = Collections.frequency(subscribed, person);
            if (times != (isWanted ? 1 : 0)) {
                wrong.add(person + " is subscribed " + times + " times");
            }
        });
        return wrong;
    }
}
