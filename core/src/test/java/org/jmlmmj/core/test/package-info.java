/** What tests of every module share: lists on disk, a recording log, a scripted SMTP peer. */
@NullMarked
package org.jmlmmj.core.test;

import org.jspecify.annotations.NullMarked;
