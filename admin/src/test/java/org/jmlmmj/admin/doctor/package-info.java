@NullMarked
package org.jmlmmj.admin.doctor;

import org.jspecify.annotations.NullMarked;
