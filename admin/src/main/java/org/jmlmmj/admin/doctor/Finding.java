package org.jmlmmj.admin.doctor;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What one look has found. Immutable and thread-safe.
 *
 * @param status how bad it is
 * @param list the list directory; empty if it concerns the installation
 * @param check the name of the check
 * @param message what is so
 * @param remedy what to do; empty if nothing is to be done
 */
record Finding(Status status, Optional<Path> list, String check, String message, String remedy) {}
