/** Tests of the installation as it is: real launchers, real programs, real JVMs. */
@NullMarked
package org.jmlmmj.dist;

import org.jspecify.annotations.NullMarked;
