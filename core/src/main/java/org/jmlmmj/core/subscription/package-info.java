/**
 * The subscription engine: what programs, mail commands, maintenance and the API do when somebody joins or leaves. Rules of joining
 * and leaving come in here; how a request arrives does not matter in here.
 */
@NullMarked
package org.jmlmmj.core.subscription;

import org.jspecify.annotations.NullMarked;
