package org.jmlmmj.reliability;

/**
 * A place in a scenario at which something goes wrong.
 *
 * @param call the system call, by name and number
 */
record Point(Scenario scenario, Fault fault, Call call) {
    @Override
    public String toString() {
        return scenario.title() + ": " + fault + " in place of " + call.name() + " " + call.number() + " ("
                + call.text().replaceFirst("^\\d+ +", "") + ")";
    }
}
