/**
 * What only the installation needs: the training run of the start-up archive. A program that is to be trained comes in here,
 * in the class of its area; nothing that a program uses at work does.
 */
@NullMarked
package org.jmlmmj.dist;

import org.jspecify.annotations.NullMarked;
