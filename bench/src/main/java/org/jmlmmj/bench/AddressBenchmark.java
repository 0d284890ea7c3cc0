package org.jmlmmj.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.HeaderAddresses;
import org.jmlmmj.core.address.ListAddress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What addresses cost: a subscriber line is checked and turned into a bounce address once per recipient of every post, a
 * header is parsed a few times per mail. Inputs are fields that are not final, or the compiler would compute the results
 * beforehand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AddressBenchmark {
    private String line = "firstname.lastname@department.example.org";
    private String header = "\"Doe, Jo\" <jo@x.org>, al@x.org (Al), Friends: a@x.org, b@y.org;, birds@example.org";
    private BounceAddress bounces = BounceAddress.of(new ListAddress(EmailAddress.of("birds@lists.example.org"), "+"));

    /** Checks the line of a subscriber file. */
    @Benchmark
    public EmailAddress check() {
        return EmailAddress.of(line);
    }

    /** Makes the envelope sender for one recipient. */
    @Benchmark
    public EmailAddress envelopeSender() {
        return bounces.forRecipient("4711", EmailAddress.of(line));
    }

    /** Parses the value of an address header. */
    @Benchmark
    public List<EmailAddress> parseHeader() {
        return HeaderAddresses.parse(header);
    }
}
