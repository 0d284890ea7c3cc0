/**
 * Bounce reports, bounce records and probes, and {@code mlmmj-bounce}. How a report is read and what follows from it comes in here.
 */
@NullMarked
package org.jmlmmj.bounce;

import org.jspecify.annotations.NullMarked;
