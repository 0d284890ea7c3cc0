package org.jmlmmj.send;

/** Somebody who wants to know how a delivery gets on. Called by one thread. */
public interface Progress {
    /** Nobody does. */
    Progress UNSEEN = new Progress() {
        @Override
        public void reached(long total, long delivered, long failed) {}

        @Override
        public void ended() {}
    };

    /**
     * Called several times per second at most.
     *
     * @param total recipients of the delivery
     * @param delivered how many the relay took the mail for
     * @param failed how many were tried in vain
     */
    void reached(long total, long delivered, long failed);

    /** Nothing more is sent. */
    void ended();
}
