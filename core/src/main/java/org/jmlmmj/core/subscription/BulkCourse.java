package org.jmlmmj.core.subscription;

import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.subscriber.BulkSubscription.Progress;

/**
 * How a change of many subscriptions goes along. As thread-safe as its parts.
 *
 * @param outbox gets the mails, some at a time
 * @param changes sees how far the subscriber files are
 * @param mails sees how far the mails are
 */
public record BulkCourse(Outbox outbox, Progress changes, Progress mails) {}
