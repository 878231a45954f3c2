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
