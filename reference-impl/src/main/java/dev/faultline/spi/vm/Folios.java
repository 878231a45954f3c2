package dev.faultline.spi.vm;

/** What is done to folios: their flags, locks and references. */
public interface Folios {
    /** A step that may change the folio's flags. */
    void enter(VmFolio folio);

    void setCopyOnWrite(VmFolio folio, boolean copyOnWrite);

    /** Puts the folio's bytes elsewhere; the reference to the frame that it had passes to the caller. */
    void setFrame(VmFolio folio, int frame);
}
