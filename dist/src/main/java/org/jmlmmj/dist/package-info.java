/** What only the installation needs: the training run of the start-up archive. */
@NullMarked
package org.jmlmmj.dist;

import org.jspecify.annotations.NullMarked;
