package org.jmlmmj.receive;

import java.io.IOException;

/**
 * Acts on a verdict. When it returns, the mail has left {@code incoming/} and its next stage is on disk; when it throws, it is
 * still there and the action can be done again.
 */
@FunctionalInterface
interface Action {
    /** What is left to do when nobody holds the mail any more; its failure loses nothing. */
    @FunctionalInterface
    interface FollowUp {
        /** Does it. */
        void run() throws IOException;

        /** Nothing. */
        static FollowUp none() {
            return () -> {};
        }
    }

    /** Acts on the mail. */
    FollowUp act(WorkInHand work) throws IOException;
}
