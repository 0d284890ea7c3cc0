/** The installed programs among the real servers: Postfix, Amavisd, MariaDB, each as its package installs it. */
@NullMarked
package org.jmlmmj.e2e;

import org.jspecify.annotations.NullMarked;
