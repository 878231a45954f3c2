/* Stores by way of /proc/self/mem, which does not ask whether private memory may be written. */
HELPER long poke(const char *address, long count, const unsigned char *values) {
    char *blocks = malloc(count * unit);
    int fd = open("/proc/self/mem", O_WRONLY);
    if (!blocks || fd < 0) {
        perror("/proc/self/mem");
        _exit(2);
    }
    for (long i = 0; i < count; i++) {
        memset(blocks + i * unit, values[i], unit);
    }
    long result = called(pwrite(fd, blocks, count * unit, (off_t) address));
    close(fd);
    free(blocks);
    return result;
}
