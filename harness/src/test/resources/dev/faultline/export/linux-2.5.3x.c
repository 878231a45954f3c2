/*
 * A run in which linux-2.5.3x breaks the law deadlock.
 *
 *   machine page 8
 *   file F 8: cold
 *   process A
 *     a = shared F page 0, 1 page, rw
 *   task T1 in A
 *     write(F@0, a+0:8)
 *   task K1 kernel
 *     reclaim(F page 0)
 *
 * Compile with cc -std=gnu11 -pthread, run with the folder to make files in, on the file system in question. It
 * prints what each operation came to, and where that is not what it came to on Faultline's machine; the exit
 * status is then 1. A byte of the machine is a block of the host, so many bytes that a page is a page; ".." is a
 * block of several values. User space decides when a call begins, and nothing of what happens in it.
 * Best effort: that pages are cold (posix_fadvise, which a file system may ignore).
 * Best effort: that pages are reclaimed (posix_fadvise, which leaves mapped pages alone).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE 8L /* bytes of a page of the machine */
#define SPACE 2L /* pages of an address space */
#define OPERATIONS 2
#define SEEN_MAX 8 /* bytes that an operation sees, or a file has, at the most */

enum { task_T1, task_K1, TASKS };
enum { process_A, kernel, PROCESSES };
enum { file_F, FILES };
enum { map_a = 0 }; /* pages */

/* The operations in the order in which they begin, and what they came to on the machine. */
static const struct {
    const char *what, *machine;
    int counts; /* whether the result is a number of bytes */
} told[OPERATIONS + 1] = {
    {"T1 write(F@0, a+0:8)", "never returns", 1},
    {"K1 reclaim(F page 0)", "ok", 0},
    {NULL, NULL, 0},
};

static const struct {
    const char *what, *machine;
} ends[FILES + 1] = {
    {"F at the end", ""},
    {NULL, NULL},
};

static const unsigned char bytes_of_F[] = {1, 2, 3, 4, 5, 6, 7, 8};

#define HELPER __attribute__((unused)) static
#define NAP_MICROS 1000 /* head start of an operation over those that overlap with it */
#define DEADLINE_SECONDS 20
#define GOT_SIGSEGV -1001
#define GOT_SIGBUS -1002

/* What one operation came to. */
struct outcome {
    atomic_int begun, over;
    long result;
    int seen;
    short bytes[SEEN_MAX]; /* -1 where not all of the host's bytes of a byte are equal */
};

/* Shared by all processes. */
static struct shared {
    atomic_int begun;       /* operations, in the order of the schedule */
    atomic_int over[TASKS]; /* operations of each task */
    atomic_int ready, go;   /* processes that have mapped; whether to begin */
    atomic_int pids[PROCESSES];
    struct outcome outcomes[OPERATIONS];
} *shared;

static long unit;  /* bytes of the host that stand for one of the machine */
static char *base; /* where the address spaces begin */
static int fds[FILES + 1];

HELPER void begin(int n, const int *over);
HELPER void over(int n, int task, long result);
HELPER long called(long result);
HELPER char *at(long page, long offset);
HELPER long look(int n, const char *address, long count);
HELPER void look_after(int n, long result, long before, const char *address, long count);
HELPER long store(char *address, long count, const unsigned char *values);
HELPER long reclaim(int fd, long page);
HELPER void pin(int cpu);

typedef void *body(void *);
HELPER long fork_into(int process, body *const *tasks, int count);
static void start(int process, void (*map_all)(void), body *const *tasks, int count);
HELPER void map(long page, long pages, int protection, int flags, int fd, long file_page);
HELPER void fill(long page, const unsigned char *values, long count, int protection);
HELPER int make(const char *folder, const unsigned char *values, long size);
HELPER void prepare(int fd, const char *states, const unsigned char *values, long size);

HELPER void *run_T1(void *unused);
HELPER void *run_K1(void *unused);

HELPER void *run_T1(void *unused) {
    (void) unused;
    /* write(F@0, a+0:8) */
    begin(0, (const int[TASKS]) {0, 0});
    over(0, task_T1, called(pwrite(fds[file_F], at(map_a, 0), 8 * unit, 0 * unit)));
    return NULL;
}

HELPER void *run_K1(void *unused) {
    (void) unused;
    /* reclaim(F page 0) */
    begin(1, (const int[TASKS]) {0, 0});
    over(1, task_K1, reclaim(fds[file_F], 0));
    return NULL;
}

static void map_all_of_A(void) {
    map(map_a, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fds[file_F], 0);
}

static void make_files(const char *folder) {
    (void) folder;
    fds[file_F] = make(folder, bytes_of_F, 8);
}

static void prepare_files(void) {
    prepare(fds[file_F], "c", bytes_of_F, 8);
}

static void map_nothing(void) {
}

/* Returns how many processes there are. */
static int start_all(void) {
    start(process_A, map_all_of_A, (body *const[]) {run_T1}, 1);
    start(kernel, map_nothing, (body *const[]) {run_K1}, 1);
    return 2;
}

/* ---- What every export has: the order, the pages, faults, and the report. ---- */

static void die(const char *what) {
    perror(what);
    _exit(2);
}

HELPER void nap(long micros) {
    struct timespec time = {micros / 1000000, micros % 1000000 * 1000};
    nanosleep(&time, NULL);
}

/* Waits for the turn of operation number n: all before it have begun, and of each task so many are over as were then. */
HELPER void begin(int n, const int *over) {
    int waits = 1, overlaps = 0;
    while (waits) {
        waits = atomic_load(&shared->begun) != n;
        for (int task = 0; task < TASKS; task++) {
            waits |= atomic_load(&shared->over[task]) < over[task];
        }
        if (waits) {
            nap(50);
        }
    }
    for (int i = 0; i < n; i++) {
        overlaps |= !atomic_load(&shared->outcomes[i].over);
    }
    if (overlaps) {
        nap(NAP_MICROS);
    }
    atomic_store(&shared->outcomes[n].begun, 1);
    atomic_store(&shared->begun, n + 1);
}

HELPER void over(int n, int task, long result) {
    shared->outcomes[n].result = result;
    atomic_store(&shared->outcomes[n].over, 1);
    atomic_fetch_add(&shared->over[task], 1);
}

/* A system call's result, or its errno as a negative number. */
HELPER long called(long result) {
    return result < 0 ? -errno : result;
}

HELPER char *at(long page, long offset) {
    return base + (page * PAGE + offset) * unit;
}

/* ---- Loads and stores, which may end in a signal. ---- */

static __thread sigjmp_buf escape;
static __thread volatile sig_atomic_t escapes;

static void on_signal(int signal_number) {
    if (!escapes) {
        signal(signal_number, SIG_DFL);
        return;
    }
    siglongjmp(escape, signal_number);
}

/* Adds what is at an address to what the operation has seen. */
HELPER long look(int n, const char *address, long count) {
    struct outcome *outcome = &shared->outcomes[n];
    int before = outcome->seen, caught = sigsetjmp(escape, 1);
    if (caught) {
        escapes = 0;
        outcome->seen = before;
        return caught == SIGSEGV ? GOT_SIGSEGV : GOT_SIGBUS;
    }
    escapes = 1;
    for (long i = 0; i < count && outcome->seen < SEEN_MAX; i++) {
        const volatile char *block = address + i * unit;
        short byte = (unsigned char) block[0];
        for (long j = 1; j < unit; j++) {
            if ((unsigned char) block[j] != byte) {
                byte = -1;
            }
        }
        outcome->bytes[outcome->seen++] = byte;
    }
    escapes = 0;
    return 0;
}

/* Stores so many bytes. */
HELPER long store(char *address, long count, const unsigned char *values) {
    int caught = sigsetjmp(escape, 1);
    if (caught) {
        escapes = 0;
        return caught == SIGSEGV ? GOT_SIGSEGV : GOT_SIGBUS;
    }
    escapes = 1;
    for (long i = 0; i < count * unit; i++) {
        ((volatile char *) address)[i] = (char) values[i / unit];
    }
    escapes = 0;
    return 0;
}

/* After a read: looks at as much of one of its buffers as was read into it. */
HELPER void look_after(int n, long result, long before, const char *address, long count) {
    long left = result / unit - before;
    if (left > 0) {
        look(n, address, left < count ? left : count);
    }
}

/* ---- Files and memory as they are before the first operation. ---- */

HELPER void map(long page, long pages, int protection, int flags, int fd, long file_page) {
    void *address = mmap(at(page, 0), pages * PAGE * unit, protection, flags | MAP_FIXED, fd, file_page * PAGE * unit);
    if (address == MAP_FAILED) {
        die("mmap");
    }
}

HELPER void fill(long page, const unsigned char *values, long count, int protection) {
    store(at(page, 0), count, values);
    if (mprotect(at(page, 0), count * unit, protection)) {
        die("mprotect");
    }
}

HELPER void put(int fd, const unsigned char *values, long from, long count) {
    char *block = malloc(unit);
    for (long i = from; block && i < from + count; i++) {
        memset(block, values[i], unit);
        if (pwrite(fd, block, unit, i * unit) != unit) {
            die("pwrite");
        }
    }
    free(block);
}

/* Makes a file that nobody else sees. */
HELPER int make(const char *folder, const unsigned char *values, long size) {
    char name[4096];
    snprintf(name, sizeof name, "%s/faultline-XXXXXX", folder);
    int fd = mkstemp(name);
    if (fd < 0 || unlink(name)) {
        die(name);
    }
    put(fd, values, 0, size);
    if (fsync(fd)) {
        die("fsync");
    }
    return fd;
}

/* Pages of a file: c for cold, asked out of the page cache; w for warm, read; d for dirty, written again and not synced. */
HELPER void prepare(int fd, const char *states, const unsigned char *values, long size) {
    char *page = malloc(PAGE * unit);
    for (long i = 0; page && states[i]; i++) {
        long from = i * PAGE, length = size - from < PAGE ? size - from : PAGE;
        posix_fadvise(fd, from * unit, PAGE * unit, POSIX_FADV_DONTNEED);
        if (states[i] == 'w' && pread(fd, page, length * unit, from * unit) < 0) {
            die("pread");
        }
        if (states[i] == 'd') {
            put(fd, values, from, length);
        }
    }
    free(page);
}

/* What a kernel does by itself, a user can only ask for. */
HELPER long reclaim(int fd, long page) {
    sync_file_range(fd, page * PAGE * unit, PAGE * unit,
            SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    return -posix_fadvise(fd, page * PAGE * unit, PAGE * unit, POSIX_FADV_DONTNEED);
}

HELPER void pin(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu % (int) sysconf(_SC_NPROCESSORS_ONLN), &set);
    sched_setaffinity(0, sizeof set, &set); /* best effort */
}

/* ---- Processes. ---- */

static void run(body *const *tasks, int count) {
    pthread_t threads[TASKS];
    for (int i = 0; i < count; i++) {
        if (pthread_create(&threads[i], NULL, tasks[i], NULL)) {
            die("pthread_create");
        }
    }
    for (int i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
    }
    while (wait(NULL) > 0) {
    }
    _exit(0);
}

/* A process that is there from the start. */
static void start(int process, void (*map_all)(void), body *const *tasks, int count) {
    pid_t pid = fork();
    if (pid < 0) {
        die("fork");
    }
    if (pid == 0) {
        map_all();
        atomic_fetch_add(&shared->ready, 1);
        while (!atomic_load(&shared->go)) {
            nap(50);
        }
        run(tasks, count);
    }
    atomic_store(&shared->pids[process], pid);
}

/* A process that a task forks. */
HELPER long fork_into(int process, body *const *tasks, int count) {
    pid_t pid = fork();
    if (pid < 0) {
        return -errno;
    }
    if (pid == 0) {
        run(tasks, count);
    }
    atomic_store(&shared->pids[process], pid);
    return 0;
}

/* ---- The report. ---- */

static void tell(const char *what, const char *here, const char *there, int *differences) {
    int differs = there[0] && strcmp(here, there);
    printf("%s = %s%s%s\n", what, here, differs ? "    <-- on the machine: " : "", differs ? there : "");
    *differences += differs;
}

static void add(char *text, const short *bytes, long count) {
    char *end = text + strlen(text);
    for (long i = 0; i < count; i++) {
        end += sprintf(end, bytes[i] < 0 ? " .." : " %02x", (unsigned) bytes[i] & 0xff);
    }
}

static void errno_name(char *text, size_t room, int number) {
    switch (number) {
    case EFAULT:
        snprintf(text, room, "EFAULT");
        break;
    case EAGAIN:
        snprintf(text, room, "EAGAIN");
        break;
    case EIO:
        snprintf(text, room, "EIO");
        break;
    case EINVAL:
        snprintf(text, room, "EINVAL");
        break;
    case ENOMEM:
        snprintf(text, room, "ENOMEM");
        break;
    default:
        snprintf(text, room, "errno %d", number);
    }
}

static void name(char *text, size_t room, const struct outcome *outcome, int counts) {
    long result = outcome->result;
    if (!atomic_load(&outcome->begun)) {
        snprintf(text, room, "never begins");
    } else if (!atomic_load(&outcome->over)) {
        snprintf(text, room, "never returns");
    } else if (result == GOT_SIGSEGV || result == GOT_SIGBUS) {
        snprintf(text, room, result == GOT_SIGSEGV ? "SIGSEGV" : "SIGBUS");
    } else if (result < 0) {
        errno_name(text, room, (int) -result);
    } else if (!counts) {
        snprintf(text, room, "ok");
    } else if (result % unit == 0) {
        snprintf(text, room, "%ld", result / unit);
    } else {
        snprintf(text, room, "%ld and %ld/%ld", result / unit, result % unit, unit);
    }
}

/* Prints what was seen, and returns in how much it differs from the machine. */
static int report(void) {
    static char text[SEEN_MAX * 3 + 100];
    static short bytes[SEEN_MAX];
    int differences = 0;
    for (int n = 0; n < OPERATIONS; n++) {
        const struct outcome *outcome = &shared->outcomes[n];
        name(text, sizeof text, outcome, told[n].counts);
        if (outcome->seen) {
            strcat(text, ":");
            add(text, outcome->bytes, outcome->seen);
        }
        tell(told[n].what, text, told[n].machine, &differences);
    }
    for (int f = 0; f < FILES; f++) {
        struct stat status;
        char *block = malloc(unit);
        long size = fstat(fds[f], &status) ? 0 : status.st_size, count = 0;
        for (; block && count < size / unit && count < SEEN_MAX; count++) {
            bytes[count] = pread(fds[f], block, unit, count * unit) == unit ? (unsigned char) block[0] : -1;
            for (long i = 1; i < unit; i++) {
                if (block[i] != block[0]) {
                    bytes[count] = -1;
                }
            }
        }
        free(block);
        snprintf(text, sizeof text, size % unit ? "%ld and %ld/%ld:" : "%ld:", size / unit, size % unit, unit);
        add(text, bytes, count);
        tell(ends[f].what, text, ends[f].machine, &differences);
    }
    return differences;
}

/* Waits until all processes are through; false when they do not come to an end. */
static int wait_for_all(void) {
    for (long waited = 0; waited < DEADLINE_SECONDS * 1000L; waited++) {
        if (waitpid(-1, NULL, WNOHANG) < 0) {
            return 1;
        }
        nap(1000);
    }
    for (int i = 0; i < PROCESSES; i++) {
        if (atomic_load(&shared->pids[i])) {
            kill(atomic_load(&shared->pids[i]), SIGKILL);
        }
    }
    return 0;
}

int main(int count, char **arguments) {
    unit = sysconf(_SC_PAGESIZE) / PAGE;
    if (unit < 1) {
        fprintf(stderr, "the pages of this host are smaller than the machine's\n");
        return 2;
    }
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    base = mmap(NULL, SPACE * PAGE * unit, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (shared == MAP_FAILED || base == MAP_FAILED) {
        die("mmap");
    }
    make_files(count > 1 ? arguments[1] : ".");
    int started = start_all();
    while (atomic_load(&shared->ready) < started) {
        nap(50);
    }
    prepare_files();
    atomic_store(&shared->go, 1);
    int over_in_time = wait_for_all();
    int differences = report();
    if (!over_in_time) {
        printf("not all came to an end within %d s\n", DEADLINE_SECONDS);
    }
    return differences ? 1 : 0;
}
