/* ---- Pipes. No call on one waits. ---- */

static int pipes[PIPES][2];

static void make_pipe(int number, long pages) {
    if (pipe2(pipes[number], O_NONBLOCK) || fcntl(pipes[number][1], F_SETPIPE_SZ, pages * PAGE * unit) < 0) {
        perror("pipe");
        _exit(2);
    }
}
