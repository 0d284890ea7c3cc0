package org.jmlmmj.admin.lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jmlmmj.admin.backend.Backend;
import org.jmlmmj.admin.backend.BackendException;
import org.jmlmmj.admin.profile.Addresses;
import org.jmlmmj.admin.profile.Parameter;
import org.jmlmmj.admin.profile.ProfileException;
import org.jmlmmj.admin.profile.ProfileReader;
import org.jmlmmj.admin.profile.ProfileRules;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.ListDirectory;

/** Reads and changes the profiles of lists, in files and backend together (spec 09 §8.1, §8.3, §8.5). Thread-safe. */
public final class Profiles {
    private final ListPlaces places;
    private final ListLocks locks;
    private final Backend backend;
    private final Settings settings;
    private final Consumer<String> warnings;

    /** Profiles of the lists in these places. */
    public Profiles(ListPlaces places, ListLocks locks, Backend backend, Settings settings, Consumer<String> warnings) {
        this.places = places;
        this.locks = locks;
        this.backend = backend;
        this.settings = settings;
        this.warnings = warnings;
    }

    /** Some parameters of a list, or all if none is wanted. */
    public Reply read(EmailAddress list, List<Parameter> wanted) throws RequestException, IOException {
        requireKnown(list);
        List<Parameter> parameters = wanted.isEmpty() ? Arrays.asList(Parameter.values()) : wanted;
        return Reply.of(reader(list).read(parameters));
    }

    /** The owners or moderators, sorted. */
    public Reply people(EmailAddress list, Parameter people) throws RequestException, IOException {
        return Reply.of(reader(list).addresses(people));
    }

    /** Changes what the request names. */
    public Reply update(EmailAddress list, Map<Parameter, String> parameters) throws RequestException, IOException {
        Lock lock = locks.lock(list);
        try {
            return change(list, parameters, List.of());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds and removes owners or moderators.
     *
     * @param added separated by commas
     * @param removed likewise
     */
    public Reply changePeople(EmailAddress list, Parameter people, String added, String removed)
            throws RequestException, IOException {
        Lock lock = locks.lock(list);
        try {
            Addresses add = Addresses.of(added);
            Addresses remove = Addresses.of(removed);
            List<String> all = new ArrayList<>(reader(list).addresses(people));
            add.texts().stream().filter(text -> !all.contains(text)).forEach(all::add);
            all.removeAll(remove.texts());
            List<String> left = new ArrayList<>();
            add.invalid().forEach(wrong -> left.add(people.parameter() + ": \"" + wrong + "\" is no address"));
            remove.invalid().forEach(wrong -> left.add(people.parameter() + ": \"" + wrong + "\" is no address"));
            return change(list, Map.of(people, String.join(",", all)), left);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds and removes single lines of a parameter that is a list of texts.
     *
     * @param separator what divides them in a value of the parameter
     */
    public Reply changeLines(
            EmailAddress list,
            Parameter parameter,
            String separator,
            List<String> added,
            Function<String, Boolean> removes)
            throws RequestException, IOException {
        Lock lock = locks.lock(list);
        try {
            List<String> lines = new ArrayList<>(reader(list)
                    .content(parameter.control())
                    .map(content -> content.lines().toList())
                    .orElse(List.of()));
            lines.removeIf(removes::apply);
            lines.addAll(added);
            return change(list, Map.of(parameter, String.join(separator, lines)), List.of());
        } finally {
            lock.unlock();
        }
    }

    private Reply change(EmailAddress list, Map<Parameter, String> parameters, List<String> told)
            throws RequestException, IOException {
        ListDirectory directory = places.directory(list);
        ProfileReader reader = reader(list);
        ProfileRules.Outcome outcome = decide(list, parameters, name -> content(reader, name));
        List<String> all = new ArrayList<>(told);
        all.addAll(outcome.warnings());
        try (ControlFiles control = new ControlFiles(directory.path(), directory.files());
                Backend.Change change = backend.update(list, Facts.of(outcome.edits(), parameters))) {
            control.apply(outcome.edits());
            change.commit();
            control.keep();
            all.addAll(change.warnings());
        } catch (BackendException e) {
            throw new RequestException(e.code(), e.warnings(), e);
        }
        return Reply.done(all);
    }

    private ProfileRules.Outcome decide(
            EmailAddress list, Map<Parameter, String> parameters, Function<String, Optional<String>> present)
            throws RequestException {
        try {
            return ProfileRules.decide(list, settings, parameters, present);
        } catch (ProfileException e) {
            throw new RequestException(String.valueOf(e.getMessage()), List.of(), e);
        }
    }

    private static Optional<String> content(ProfileReader reader, String name) {
        try {
            return reader.content(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProfileReader reader(EmailAddress list) throws RequestException, IOException {
        return new ProfileReader(places.directory(list).path(), list, warnings);
    }

    private void requireKnown(EmailAddress list) throws RequestException {
        try {
            if (!backend.knows(list)) {
                throw new RequestException("NO_SUCH_ACCOUNT");
            }
        } catch (BackendException e) {
            throw new RequestException(e.code(), e.warnings(), e);
        }
    }
}
