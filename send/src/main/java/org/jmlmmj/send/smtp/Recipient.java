package org.jmlmmj.send.smtp;

import org.jmlmmj.core.address.EmailAddress;

/**
 * One recipient of a job. Immutable and thread-safe.
 *
 * @param number its place in the job, from 0, by which the job's journal names it
 * @param address where the mail goes
 */
public record Recipient(long number, EmailAddress address) {}
