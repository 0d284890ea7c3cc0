package org.jmlmmj.send.smtp;

import java.util.function.Function;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;

/**
 * One mail to one recipient. As thread-safe as the function it holds.
 *
 * @param recipient who gets it
 * @param sender the envelope sender for a recipient: most lists put the recipient into it, to know whose bounce it is
 * @param image the mail
 * @param addressed whether the mail gets a {@code To:} line with the recipient's address
 */
public record Transaction(
        Recipient recipient, Function<EmailAddress, ReversePath> sender, WireImage image, boolean addressed) {}
