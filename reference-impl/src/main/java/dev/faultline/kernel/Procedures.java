package dev.faultline.kernel;

/** The kernel's ways into its procedures, and what they are made of, one object each, wired once. */
final class Procedures {
    private final CacheIndex cacheIndex;
    private final ReverseMap reverseMap;
    private final FolioIo folioIo;
    private final FaultHandler faultHandler;
    private final UserAccess userAccess;
    private final Truncation truncation;
    private final Fork fork;
    private final Mapping mapping;
    private final Move move;
    private final Poke poke;
    private final PipeCalls pipeCalls;
    private final PipeAccess pipeAccess;
    private final SpliceOut spliceOut;
    private final GiftTaking giftTaking;
    private final BlockSpace blockSpace;
    private final HolePunch holePunch;
    private final DirectReclaim directReclaim;
    private final SignalQueue signals;

    Procedures(Machine machine) {
        cacheIndex = new CacheIndex(machine);
        reverseMap = new ReverseMap(machine);
        folioIo = new FolioIo(machine);
        faultHandler = new FaultHandler(machine);
        userAccess = new UserAccess(machine, faultHandler);
        truncation = new Truncation(machine);
        fork = new Fork(machine);
        mapping = new Mapping(machine, reverseMap, faultHandler);
        move = new Move(machine);
        poke = new Poke(machine);
        pipeCalls = new PipeCalls(machine);
        pipeAccess = new PipeAccess(machine);
        spliceOut = new SpliceOut(machine);
        giftTaking = new GiftTaking(machine);
        blockSpace = new BlockSpace(machine);
        holePunch = new HolePunch(machine);
        directReclaim = new DirectReclaim(machine);
        signals = new SignalQueue(machine);
    }

    CacheIndex cacheIndex() {
        return cacheIndex;
    }

    ReverseMap reverseMap() {
        return reverseMap;
    }

    FolioIo folioIo() {
        return folioIo;
    }

    FaultHandler faultHandler() {
        return faultHandler;
    }

    UserAccess userAccess() {
        return userAccess;
    }

    Truncation truncation() {
        return truncation;
    }

    Fork fork() {
        return fork;
    }

    Mapping mapping() {
        return mapping;
    }

    PipeCalls pipeCalls() {
        return pipeCalls;
    }

    Move move() {
        return move;
    }

    PipeAccess pipeAccess() {
        return pipeAccess;
    }

    SpliceOut spliceOut() {
        return spliceOut;
    }

    GiftTaking giftTaking() {
        return giftTaking;
    }

    Poke poke() {
        return poke;
    }

    HolePunch holePunch() {
        return holePunch;
    }

    BlockSpace blockSpace() {
        return blockSpace;
    }

    DirectReclaim directReclaim() {
        return directReclaim;
    }

    SignalQueue signals() {
        return signals;
    }
}
