package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.Inodes;
import dev.faultline.spi.vm.VmInode;

/** Files for one task's procedures. */
final class VmInodes implements Inodes {
    private final Machine machine;
    private final Task task;

    VmInodes(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    @Override
    public void enter(VmInode inode) {
        task.step(StepKind.READ_SIZE, ((FileInode) inode).number());
    }

    @Override
    public void lockInvalidation(VmInode inode) {
        ((FileInode) inode).invalidateLock().lockShared(task);
    }

    @Override
    public void unlockInvalidation(VmInode inode) {
        ((FileInode) inode).invalidateLock().unlockShared(task);
    }

    @Override
    public void zeroDisk(VmInode inode, int from) {
        FileInode file = (FileInode) inode;
        task.step(StepKind.DISK_IO, 0);
        for (int offset = Math.max(0, from); offset < file.pagesMax() * machine.pageSize(); offset++) {
            file.setDiskCell(offset, Cell.ZERO);
        }
        file.dropRoomFrom((from + machine.pageSize() - 1) / machine.pageSize());
    }

    @Override
    public void zeroDisk(VmInode inode, int from, int to) {
        FileInode file = (FileInode) inode;
        if (from < 0 || to > file.pagesMax() * machine.pageSize()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "zeroes bytes [" + from + ", " + to + ") of " + file);
        }
        task.step(StepKind.MAP_BLOCK, CacheIndex.slot(file, from / machine.pageSize()));
        for (int offset = from; offset < to; offset++) {
            file.setDiskCell(offset, Cell.ZERO);
        }
        if (task.recording()) {
            task.note("zeroes bytes [" + from + ", " + to + ") of " + file + " on the disk");
        }
    }

    @Override
    public void makeHole(VmInode inode, int index) {
        FileInode file = (FileInode) inode;
        if (index < 0 || index >= file.pagesMax()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "makes a hole of page " + index + " of " + file);
        }
        task.step(StepKind.MAP_BLOCK, CacheIndex.slot(file, index));
        file.makeHole(index, machine.pageSize());
        task.reached(Branch.HOLE_PUNCHED);
        if (task.recording()) {
            task.note("takes the block of " + file + ":" + index + " away");
        }
    }

    @Override
    public void lockReverseMap(VmInode inode) {
        ((FileInode) inode).reverseMapLock().lock(task);
    }

    @Override
    public void unlockReverseMap(VmInode inode) {
        ((FileInode) inode).reverseMapLock().unlock(task);
    }

    @Override
    public void unmapFrom(VmInode inode, int index) {
        ReverseMapLock lock = ((FileInode) inode).reverseMapLock();
        lock.beginWalk(task);
        for (int number = 0; number < machine.spaces().size(); number++) {
            AddressSpace space = machine.spaces().get(number);
            for (int page = 0; page < space.pages(); page++) {
                Vma vma = space.vma(page);
                if (vma != null && vma.file() == inode && vma.fileIndex(page) >= index) {
                    machine.procedures().reverseMap().zap(task, space, page);
                }
            }
        }
        lock.endWalk(task);
    }

    @Override
    public void note(String verb, VmInode inode) {
        task.note(verb, inode);
    }
}
