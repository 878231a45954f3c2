package dev.faultline.export;

import java.util.List;

/** Programs of which POSIX and the machine leave only one outcome, when their operations follow each other. */
final class SoundScenarios {
    private SoundScenarios() {}

    /**
     * A program.
     *
     * @param printed a line that it prints, among others
     */
    record Sound(String name, String text, String printed) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Sound> ALL = List.of(
            new Sound(
                    "a write of a file from a mapping of itself",
                    """
                    machine page 8
                    file F 8: cold
                    process A
                      a = shared F page 0, 1 page, rw
                    task T1 in A
                      write(F@0, a+0:8)
                      load(a+0:8)
                    """,
                    "T1 load(a+0:8) = ok: 01 02 03 04 05 06 07 08\n"),
            new Sound(
                    "two tasks that write two files, each from a mapping of the other's",
                    """
                    machine page 8
                    file F 8: cold
                    file G 8: warm
                    process A
                      a = shared F page 0, 1 page, rw
                      b = shared G page 0, 1 page, rw
                    task T1 in A
                      write(F@0, b+0:8)
                      read(F@2, b+4:4)
                    task T2 in A
                      write(G@0, a+0:8)
                    """,
                    "F at the end = 8: 09 0a 0b 0c 0d 0e 0f 10\n"),
            new Sound(
                    "a write past the end, a read past the end, and a gap",
                    """
                    machine page 8
                    file F 5: cold
                    process A
                      b = anonymous 2 pages, rw, filled
                    task T1 in A
                      write(F@11, b+0:4)
                      read(F@9, b+8:8)
                      read(F@15, b+8:1)
                    """,
                    "T1 read(F@9, b+8:8) = 6: 00 00 06 07 08 09\n"),
            new Sound("vectors over pages", """
                    machine page 8
                    file F 16: warm cold
                    process A
                      a = shared F page 1, 1 page, rw
                      b = anonymous 1 page, rw, filled
                    task T1 in A
                      readv(F@4, b+0:3, b+5:2, a+0:3)
                      writev(F@6, a+4:2, b+0:4)
                    """, "T1 readv(F@4, b+0:3, b+5:2, a+0:3) = 8: 05 06 07 08 09 0a 0b 0c\n"),
            new Sound("buffers that end where nothing is mapped", """
                    machine page 8
                    file F 16: cold cold
                    process A
                      b = anonymous 1 page, rw, filled
                    task T1 in A
                      read(F@0, b+8:4)
                      write(F@0, b+8:4)
                      load(b+6:4)
                      store(b+9:1)
                    """, "T1 write(F@0, b+8:4) = EFAULT\n"),
            new Sound(
                    "a private mapping keeps what was stored in it, and loses it when it is told to",
                    """
                    machine page 8
                    file F 8: cold
                    process A
                      p = private F page 0, 1 page, rw
                      b = anonymous 1 page, rw
                    task T1 in A
                      store(p+2:3)
                      load(p+0:8)
                      read(F@0, b+0:8)
                      madvise_dontneed(p page 0, 1 page)
                      load(p+0:8)
                    """,
                    "T1 read(F@0, b+0:8) = 8: 01 02 03 04 05 06 07 08\n"),
            new Sound(
                    "a child does not see what its parent stores after the fork",
                    """
                    machine page 8
                    file F 8: warm
                    process A
                      a = private F page 0, 1 page, rw
                      s = shared F page 0, 1 page, rw
                    process B forked
                    task T1 in A
                      store(a+0:4)
                      fork(B)
                      store(a+2:4)
                      store(s+6:1)
                    task T2 in B
                      load(a+0:8)
                      load(s+0:8)
                      exit()
                    """,
                    "T2 load(a+0:8) = ok: 09 0a 0b 0c 05 06 07 08\n"),
            new Sound(
                    "truncation takes pages away from mappings, and zeroes the tail", """
                    machine page 8
                    file F 16: dirty dirty
                    process A
                      a = shared F page 0, 2 pages, rw
                    task T1 in A
                      load(a+8:2)
                      ftruncate(F, 4)
                      load(a+8:2)
                      load(a+2:4)
                      ftruncate(F, 12)
                      load(a+2:4)
                      fsync(F)
                    """, "T1 load(a+8:2) = SIGBUS\n"),
            new Sound("mappings come and go, and lose their rights", """
                    machine page 8
                    file F 8: cold
                    process A
                      a = shared F page 0, 1 page, rw
                      n = anonymous 1 page, none
                    task T1 in A
                      c = mmap(private F page 0, 1 page, rw, populate)
                      store(c+0:8)
                      write(F@0, c+4:4)
                      mprotect(a, r)
                      store(a+0:1)
                      load(a+0:8)
                      munmap(c page 0, 1 page)
                      load(c+0:1)
                      read(F@0, n+0:8)
                    """, "T1 store(a+0:1) = SIGSEGV\n"),
            new Sound("two processes and the kernel work on one file", """
                    machine page 8, 2 cpus
                    file F 16: cold warm
                    process A
                      a = shared F page 0, 2 pages, rw
                    process B
                      b = anonymous 2 pages, rw, filled
                    task T1 in A
                      store(a+3:6)
                      load(a+0:16)
                    task T2 in B
                      write(F@6, b+1:8)
                      read(F@0, b+0:16)
                    task K1 kernel
                      writeback(F page 0)
                      reclaim(F page 1)
                    """, "T2 read(F@0, b+0:16) = 16: "),
            new Sound(
                    "bytes go through a pipe, copied and by reference",
                    """
                    machine page 8
                    file F 12: cold warm
                    pipe P 4
                    process A
                      a = anonymous 1 page, rw, filled
                      b = anonymous 2 pages, rw
                    task T1 in A
                      pipe_read(P, b+0:8)
                      pipe_write(P, a+0:3)
                      splice(F@4, P, 16)
                      pipe_write(P, a+3:2)
                      pipe_read(P, b+0:4)
                      splice(F@12, P, 4)
                      pipe_read(P, b+4:12)
                      pipe_read(P, b+0:1)
                    """,
                    "T1 pipe_read(P, b+4:12) = 9: 06 07 08 09 0a 0b 0c 10 11\n"),
            new Sound(
                    "a pipe shows what was stored to a page after it was spliced or lent",
                    """
                    machine page 8
                    file F 8: warm
                    pipe P 2
                    process A
                      a = anonymous 1 page, rw, filled
                      b = anonymous 2 pages, rw
                      s = shared F page 0, 1 page, rw
                    task T1 in A
                      splice(F@2, P, 4)
                      vmsplice(P, a+0:4)
                      splice(F@0, P, 1)
                      pipe_write(P, a+0:3)
                      store(s+3:1)
                      store(a+1:1)
                      pipe_read(P, b+0:16)
                    """,
                    "T1 splice(F@0, P, 1) = EAGAIN\n"),
            new Sound(
                    "a full pipe takes nothing of what it has no room for", """
                    machine page 8
                    file F 8: cold
                    pipe P 1
                    pipe Q 2
                    process A
                      a = anonymous 2 pages, rw, filled
                      b = anonymous 2 pages, rw
                    process B
                      c = anonymous 1 page, rw
                    task T1 in A
                      pipe_write(P, a+0:5)
                      pipe_write(P, a+5:4)
                      pipe_write(P, a+5:3)
                      pipe_write(Q, a+0:12)
                      splice(F@0, Q, 4)
                      vmsplice(P, b+16:4)
                    task T2 in B
                      pipe_read(P, c+0:4)
                      pipe_read(Q, c+4:4)
                      pipe_read(P, c+0:8)
                    """, "T1 pipe_write(P, a+5:4) = EAGAIN\n"),
            new Sound(
                    "what waits in a pipe goes into a file, and back to where it came from",
                    """
                    machine page 8
                    file F 12: cold warm
                    pipe P 2
                    process A
                      a = anonymous 1 page, rw, filled
                      b = anonymous 2 pages, rw
                    task T1 in A
                      splice(P, F@0, 4)
                      pipe_write(P, a+0:5)
                      splice(P, F@10, 4)
                      splice(P, F@0, 8)
                      splice(F@0, P, 12)
                      splice(P, F@0, 12)
                      read(F@0, b+0:16)
                    """,
                    "T1 splice(P, F@0, 8) = 1\n"),
            new Sound(
                    "copies from file to file, one past the end, and one onto itself",
                    """
                    machine page 8
                    file F 12: warm cold
                    file G 4: cold
                    process A
                      f = shared F page 0, 1 page, rw
                    task T1 in A
                      store(f+3:2)
                      copy_file_range(F@2, G@6, 16)
                      copy_file_range(G@0, F@8, 4)
                      copy_file_range(F@0, F@4, 5)
                      copy_file_range(F@0, F@4, 4)
                      copy_file_range(F@12, G@0, 1)
                    """,
                    "T1 copy_file_range(F@2, G@6, 16) = 10\n"),
            new Sound("memory that is read-only is stored to by force", """
                    machine page 8
                    file F 8: warm
                    process A
                      p = private F page 0, 1 page, r
                      s = shared F page 0, 1 page, r
                      t = shared F page 0, 1 page, rw
                    task T1 in A
                      poke(p+2:3)
                      load(p+0:8)
                      poke(s+0:1)
                      poke(t+7:1)
                      poke(p+6:4)
                      load(s+0:8)
                      poke(p+8:1)
                    """, "T1 poke(p+2:3) = 3\n"),
            new Sound(
                    "memory and a page of a file at another place", """
                    machine page 8
                    file F 16: warm cold
                    process A
                      a = anonymous 2 pages, rw, filled
                      s = shared F page 0, 2 pages, rw
                    task T1 in A
                      store(a+8:2)
                      c = mremap(a page 1, 1 page)
                      load(c+0:8)
                      load(a+8:8)
                      d = mremap(s page 1, 1 page)
                      write(F@8, c+0:4)
                      load(d+0:8)
                      e = mremap(a page 1, 1 page)
                    """, "T1 e = mremap(a page 1, 1 page) = EFAULT\n"));
}
