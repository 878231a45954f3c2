/*
 * Processes that do what they are told, for the comparison of the machine with this kernel: a coordinator, which is all that
 * its parent talks to, and for each program fresh processes under it, each with a channel of its own, so that a child has one as soon
 * as it is forked. Memory lies at the same address in all of them. A load or a store is an instruction; what signal it gets, it says.
 *
 * Numbers are 4 bytes as the processor has them. To the coordinator: process, bytes, payload; process -1 ends the program. Payload:
 * what to do, arguments. Answer, but to OPEN, START and the end: bytes, result, what there is besides.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES = 4, PROCESSES = 4, PAGE = 4096, SEGMENTS = 4, PAYLOAD = 1 << 20 };
enum { OPEN, MAP, READ, WRITE, LOAD, STORE, POKE, UNMAP, PROTECT, DONTNEED, TRUNCATE, PUNCH, SYNC, FORK, CONTENTS, START, MOVE, COPY };
enum { SEGV = -1001, BUS = -1002 };

static char *const base = (char *)0x10000000000;
static int files[FILES];
static int channels[PROCESSES][2];
static int32_t payload[PAYLOAD / 4];
static char answer[PAYLOAD];
static sigjmp_buf before;

static void must(int done) {
    if (!done) {
        _exit(3);
    }
}

static int take(int from, void *bytes, size_t count) {
    for (size_t done = 0; done < count;) {
        ssize_t more = read(from, (char *)bytes + done, count - done);
        if (more <= 0) {
            return 0;
        }
        done += more;
    }
    return 1;
}

static void give(int to, const void *bytes, size_t count) {
    for (size_t done = 0; done < count;) {
        ssize_t more = write(to, (const char *)bytes + done, count - done);
        must(more > 0);
        done += more;
    }
}

static void signalled(int number) {
    siglongjmp(before, number);
}

static int called(long result) {
    return result < 0 ? -errno : (int)result;
}

static int protection(int flags) {
    return (flags & 1 ? PROT_READ : 0) | (flags & 2 ? PROT_WRITE : 0);
}

/* Done by the coordinator, so that all processes share it. */
static void create(int number, const char *bytes, int count) {
    char name[] = "conformance-0";
    name[sizeof name - 2] += number;
    if (files[number]) {
        close(files[number]);
    }
    files[number] = open(name, O_RDWR | O_CREAT | O_TRUNC, 0600);
    must(files[number] >= 0);
    give(files[number], bytes, count);
}

static int map(const int32_t *a, const char *bytes, int count) {
    static const int kinds[] = {MAP_SHARED, MAP_PRIVATE, MAP_PRIVATE | MAP_ANONYMOUS};
    char *start = base + (long)a[0] * PAGE;
    size_t length = (size_t)a[1] * PAGE;
    int flags = kinds[a[2]] | MAP_FIXED_NOREPLACE | (a[6] ? MAP_POPULATE : 0);
    int first = count ? PROT_READ | PROT_WRITE : protection(a[5]);
    void *got = mmap(start, length, first, flags, a[2] == 2 ? -1 : files[a[3]], (off_t)a[4] * PAGE);
    if (got == MAP_FAILED) {
        return -errno;
    }
    must(got == start);
    if (count) {
        memcpy(start, bytes, count);
        must(mprotect(start, length, protection(a[5])) == 0);
    }
    return 0;
}

static int move(const int32_t *a) {
    size_t length = (size_t)a[1] * PAGE;
    char *to = base + (long)a[2] * PAGE;
    void *got = mremap(base + (long)a[0] * PAGE, length, length, MREMAP_MAYMOVE | MREMAP_FIXED, to);
    return got == MAP_FAILED ? -errno : 0;
}

static int transfer(int writes, const int32_t *a) {
    struct iovec parts[SEGMENTS];
    for (int i = 0; i < a[2]; i++) {
        parts[i].iov_base = base + a[3 + 2 * i];
        parts[i].iov_len = a[4 + 2 * i];
    }
    return called(writes ? pwritev(files[a[0]], parts, a[2], a[1]) : preadv(files[a[0]], parts, a[2], a[1]));
}

/* One byte after the other, up to the first that cannot be reached. */
static int access_bytes(int stores, volatile char *at, char *bytes, int count) {
    int number = sigsetjmp(before, 1);
    if (number) {
        return number == SIGBUS ? BUS : SEGV;
    }
    for (int i = 0; i < count; i++) {
        if (stores) {
            at[i] = bytes[i];
        } else {
            bytes[i] = at[i];
        }
    }
    return 0;
}

static int poke(off_t address, const char *bytes, int count) {
    int memory = open("/proc/self/mem", O_WRONLY);
    must(memory >= 0);
    int result = called(pwrite(memory, bytes, count, address));
    close(memory);
    return result;
}

static int contents(int number, int *count) {
    struct stat now;
    must(fstat(files[number], &now) == 0 && now.st_size <= PAYLOAD);
    *count = (int)now.st_size;
    must(pread(files[number], answer, *count, 0) == *count);
    return 0;
}

/* As one call that goes as far as the source did at first: a file system that shares blocks may end at the last whole one. */
static int copy(const int32_t *a) {
    struct stat now;
    must(fstat(files[a[0]], &now) == 0);
    off_t from = a[1], to = a[3];
    long count = now.st_size > from ? now.st_size - from : 0;
    count = count < a[4] ? count : a[4];
    long done = 0;
    ssize_t more = 1;
    while (more > 0 && (done == 0 || done < count)) {
        more = copy_file_range(files[a[0]], &from, files[a[2]], &to, done ? count - done : a[4], 0);
        done += more > 0 ? more : 0;
    }
    return done ? (int)done : called(more);
}

static void serve(int number);

static int begin(int child) {
    pid_t made = fork();
    must(made >= 0);
    if (made == 0) {
        serve(child);
    }
    return 0;
}

static int perform(int count, int *more) {
    const int32_t *a = payload + 1;
    char *address = base + a[0];
    long range = (long)a[1] * PAGE;
    switch (payload[0]) {
        case MAP: return map(a, (const char *)(a + 7), count - 32);
        case READ: return transfer(0, a);
        case WRITE: return transfer(1, a);
        case LOAD: *more = a[1]; return access_bytes(0, address, answer, a[1]);
        case STORE: return access_bytes(1, address, (char *)(a + 1), count - 8);
        case POKE: return poke((off_t)(uintptr_t)address, (const char *)(a + 1), count - 8);
        case UNMAP: return called(munmap(base + (long)a[0] * PAGE, range));
        case MOVE: return move(a);
        case PROTECT: return called(mprotect(base + (long)a[0] * PAGE, range, protection(a[2])));
        case DONTNEED: return called(madvise(base + (long)a[0] * PAGE, range, MADV_DONTNEED));
        case TRUNCATE: return called(ftruncate(files[a[0]], a[1]));
        case PUNCH: return called(fallocate(files[a[0]], FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, a[1], a[2]));
        case COPY: return copy(a);
        case SYNC: return called(fsync(files[a[0]]));
        case FORK: return begin(a[0]);
        case CONTENTS: return contents(a[0], more);
        default: return -ENOSYS;
    }
}

/* What one process does until its channel is closed. */
static void serve(int number) {
    int channel = channels[number][1];
    for (int i = 0; i < PROCESSES; i++) {
        close(channels[i][0]);
    }
    int32_t count;
    while (take(channel, &count, sizeof count)) {
        must(count <= PAYLOAD && take(channel, payload, count));
        int more = 0;
        int32_t reply[2];
        reply[1] = perform(count, &more);
        reply[0] = 4 + (reply[1] < 0 ? 0 : more);
        give(channel, reply, sizeof reply);
        give(channel, answer, reply[0] - 4);
    }
    _exit(0);
}

static void start(void) {
    for (int i = 0; i < PROCESSES; i++) {
        must(socketpair(AF_UNIX, SOCK_STREAM, 0, channels[i]) == 0);
    }
}

static void stop(void) {
    for (int i = 0; i < PROCESSES; i++) {
        close(channels[i][0]);
        close(channels[i][1]);
    }
}

int main(void) {
    struct sigaction action = {.sa_handler = signalled};
    must(sigaction(SIGSEGV, &action, NULL) == 0 && sigaction(SIGBUS, &action, NULL) == 0);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_IGN);
    start();
    int32_t head[2];
    while (take(0, head, sizeof head)) {
        if (head[0] < 0) {
            stop();
            start();
            continue;
        }
        must(head[1] <= PAYLOAD && take(0, payload, head[1]));
        if (payload[0] == OPEN) {
            create(payload[1], (const char *)(payload + 2), head[1] - 8);
            continue;
        }
        if (payload[0] == START) {
            begin(head[0]);
            continue;
        }
        int to = channels[head[0]][0];
        give(to, &head[1], sizeof head[1]);
        give(to, payload, head[1]);
        int32_t count;
        must(take(to, &count, sizeof count) && take(to, answer, count));
        give(1, &count, sizeof count);
        give(1, answer, count);
    }
    return 0;
}
