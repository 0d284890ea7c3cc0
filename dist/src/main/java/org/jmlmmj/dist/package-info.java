/**
 * What only the installation needs: the training run of the start-up archive. Nothing that a program uses at work comes in here.
 */
@NullMarked
package org.jmlmmj.dist;

import org.jspecify.annotations.NullMarked;
