/**
 * Operation log and syslog. Other places that our own words go to come in here; what libraries say goes through {@code
 * java.util.logging} and does not.
 */
@NullMarked
package org.jmlmmj.core.log;

import org.jspecify.annotations.NullMarked;
