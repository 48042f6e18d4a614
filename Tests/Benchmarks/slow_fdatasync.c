/* Preloaded into the measured server: each fdatasync takes a millisecond longer, as on a disk with a slower commit. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <time.h>

int fdatasync(int descriptor) {
    static int (*original)(int);
    struct timespec millisecond = {0, 1000000};
    if (original == NULL) original = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    nanosleep(&millisecond, NULL);
    return original(descriptor);
}
