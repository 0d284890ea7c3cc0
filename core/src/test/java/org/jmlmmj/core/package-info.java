/** What is so in all packages of the module: its architecture. */
@NullMarked
package org.jmlmmj.core;

import org.jspecify.annotations.NullMarked;
