package org.jmlmmj.dist;

import java.io.IOException;
import java.util.Set;
import org.jmlmmj.admin.doctor.MlmmjDoctor;
import org.jmlmmj.core.cli.ExitStatus;

/**
 * The list is examined, for people and for programs. For one thread.
 *
 * @param list sends through a relay that answers
 */
record DoctorTraining(TrainingList list) {
    /** A mail server here does not know the list, which is no reason to complain. */
    private static final Set<ExitStatus> EITHER = Set.of(ExitStatus.OK, ExitStatus.REFUSED);

    void run() throws IOException {
        MlmmjDoctor doctor = MlmmjDoctor.ofProcess();
        list.calls().call(doctor, "mlmmj-doctor", "-h");
        list.calls().call(EITHER, doctor, "mlmmj-doctor", list.arguments());
        list.calls()
                .call(EITHER, doctor, "mlmmj-doctor", "-j", "-d", list.folder().toString());
    }
}
