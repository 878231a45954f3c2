package dev.faultline.law;

import dev.faultline.execution.Program;
import dev.faultline.kernel.Machine;

/** What the laws share while they watch executions of one program on one machine. */
record Bench(
        Program program,
        Machine machine,
        Shadow shadow,
        Calls calls,
        Docket docket,
        Wording wording,
        Sightings sightings) {

    static Bench of(Program program, Machine machine, Docket docket) {
        Shadow shadow = new Shadow(program, machine);
        Wording wording = new Wording(shadow.map());
        Calls calls = new Calls(program, wording);
        Sightings sightings = new Sightings(shadow, machine, docket, wording, calls);
        return new Bench(program, machine, shadow, calls, docket, wording, sightings);
    }

    void reset() {
        docket.clear();
        calls.reset();
        shadow.reset(machine);
    }

    int spaceOf(int task) {
        return Shadow.spaceOf(machine, task);
    }
}
