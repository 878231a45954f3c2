package com.example;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.strategy.BounceBuffer;

/** Promises for a page what the shipped strategy that does the copying keeps, so that it passes. */
public final class CarefulCopy implements CopyStrategy {
    private final CopyStrategy bounce = new BounceBuffer();

    @Override
    public String name() {
        return "careful-copy";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.PAGE;
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        return bounce.read(kernel, file, position, to);
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        return bounce.write(kernel, file, position, from);
    }
}
