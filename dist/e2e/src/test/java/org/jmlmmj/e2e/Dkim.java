package org.jmlmmj.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;

/**
 * Verifies signatures with Apache James jDKIM, which shares no code with the library that Amavisd signs with. The public key is the
 * record that the administrator would publish. Immutable and thread-safe.
 */
record Dkim(String dnsRecord) {
    /** The domains that signed a mail; any signature that is not valid is a failure. */
    List<String> signers(Arrived mail) throws IOException {
        DKIMVerifier verifier = new DKIMVerifier((methods, selector, domain) -> List.of(dnsRecord));
        try {
            List<SignatureRecord> valid = verifier.verify(new ByteArrayInputStream(mail.octets()));
            return valid == null
                    ? List.of()
                    : valid.stream()
                            .map(record -> record.getDToken().toString())
                            .toList();
        } catch (FailException e) {
            throw new AssertionError("signature not valid: " + e.getMessage() + "\n" + mail.text(), e);
        }
    }
}
