/**
 * Bounce reports, bounce records and probes, and {@code mlmmj-bounce}. How a report is read and what follows from it comes
 * in here; who is unsubscribed for it, and when, is the work of maintenance.
 */
@NullMarked
package org.jmlmmj.bounce;

import org.jspecify.annotations.NullMarked;
