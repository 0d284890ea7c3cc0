package org.jmlmmj.admin.profile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;

/**
 * The addresses of a parameter: separated by commas, blanks do not count, lower case, each once; what is no address is left out and
 * told (spec 09 §7.2, D19, D22, D23). Immutable and thread-safe.
 *
 * @param valid in the order given
 * @param invalid as they were written
 */
public record Addresses(List<EmailAddress> valid, List<String> invalid) {
    /** Copies what it is given. */
    public Addresses {
        valid = List.copyOf(valid);
        invalid = List.copyOf(invalid);
    }

    /** Reads a value. */
    public static Addresses of(String value) {
        Set<EmailAddress> valid = new LinkedHashSet<>();
        List<String> invalid = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            String trimmed = item.replace(" ", "").strip();
            if (trimmed.isEmpty()) {
                continue;
            }
            Optional<EmailAddress> address = EmailAddress.parse(trimmed).filter(Addresses::isStorable);
            address.ifPresentOrElse(good -> valid.add(good.lowerCase()), () -> invalid.add(trimmed));
        }
        return new Addresses(List.copyOf(valid), invalid);
    }

    /** Files and forms separate addresses by lines and commas; a quoted local part could hold either. */
    private static boolean isStorable(EmailAddress address) {
        return !address.isQuoted() && address.domain().contains(".");
    }

    /** The valid ones as text. */
    public List<String> texts() {
        return valid.stream().map(EmailAddress::value).toList();
    }
}
