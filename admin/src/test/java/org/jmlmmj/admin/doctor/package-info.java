/** Tests of the doctor and its checks. */
@NullMarked
package org.jmlmmj.admin.doctor;

import org.jspecify.annotations.NullMarked;
