/* Every clock tells the CPU time of this process: preloaded for peers whose only limit is one of elapsed time.

   On a machine with other work, elapsed seconds are not CPU seconds, and such a peer would be given fewer of them than the others.
   clock_gettime(2) is the one clock that libstdc++'s std::chrono and Abseil's absl::Now read. */

#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *now)
{
    switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_BOOTTIME:
        clock = CLOCK_PROCESS_CPUTIME_ID;
    }
    return (int)syscall(SYS_clock_gettime, clock, now);
}
