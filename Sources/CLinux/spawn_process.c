#define _GNU_SOURCE
#include "spawn_process.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// The child of a threaded process may only make async-signal-safe calls before exec: everything here is a system call.
// signal-safety(7)

struct failure {
    int error;
    int stage;
};

static const char *const stages[] = {"fork", "setsid", "setgroups", "setgid", "setuid", "chdir", "dup2", "exec", "parent"};
enum { FORK, SETSID, SETGROUPS, SETGID, SETUID, CHDIR, DUP2, EXEC, PARENT };

static void fail(int report, int stage) {
    struct failure failure = {errno, stage};
    ssize_t ignored = write(report, &failure, sizeof failure);
    (void)ignored;
    _exit(127);
}

static void close_from(unsigned first, unsigned last) {
    if (first > last) {
        return;
    }
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, last, 0) == 0) {
        return;
    }
#endif
    if (last > 65535) {
        last = 65535;
    }
    for (unsigned descriptor = first; descriptor <= last; descriptor++) {
        close((int)descriptor);
    }
}

static void become_program(const struct entrepot_spawn_order *order, int report, pid_t caller) {
    // Masks and ignored signals survive exec: hand the program the defaults it expects.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < 32; number++) {
        if (number != SIGKILL && number != SIGSTOP) {
            signal(number, SIG_DFL);
        }
    }
    umask(order->mask);
    if (order->new_session && setsid() < 0) {
        fail(report, SETSID);
    }
    // Move every descriptor above the standard ones first, so that no dup2 overwrites one still needed.
    int wanted[3] = {order->standard_input, order->standard_output, order->standard_error};
    for (int index = 0; index < 3; index++) {
        wanted[index] = fcntl(wanted[index], F_DUPFD_CLOEXEC, 3);
        if (wanted[index] < 0) {
            fail(report, DUP2);
        }
    }
    for (int index = 0; index < 3; index++) {
        if (dup2(wanted[index], index) < 0) {
            fail(report, DUP2);
        }
    }
    close_from(3, (unsigned)report - 1);
    close_from((unsigned)report + 1, ~0U);
    if (order->changes_account) {
        if (syscall(SYS_setgroups, order->group_count, order->groups) != 0) {
            fail(report, SETGROUPS);
        }
        // The raw calls change this thread only, which after fork is the whole process.
        if (syscall(SYS_setresgid, order->gid, order->gid, order->gid) != 0) {
            fail(report, SETGID);
        }
        if (syscall(SYS_setresuid, order->uid, order->uid, order->uid) != 0) {
            fail(report, SETUID);
        }
    }
    // After the change of account, which clears it.
    if (order->dies_with_caller) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != caller) {
            errno = ESRCH;
            fail(report, PARENT);
        }
    }
    if (order->directory != NULL && chdir(order->directory) != 0) {
        fail(report, CHDIR);
    }
    execve(order->executable, order->arguments, order->environment);
    fail(report, EXEC);
}

int entrepot_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC);
}

pid_t entrepot_spawn(const struct entrepot_spawn_order *order, const char **stage) {
    int report[2];
    *stage = stages[FORK];
    if (pipe2(report, O_CLOEXEC) != 0) {
        return -1;
    }
    // Above the standard descriptors, whatever the caller closed.
    if (report[1] < 3) {
        int moved = fcntl(report[1], F_DUPFD_CLOEXEC, 3);
        close(report[1]);
        if (moved < 0) {
            int error = errno;
            close(report[0]);
            errno = error;
            return -1;
        }
        report[1] = moved;
    }
    pid_t caller = getpid();
    // No handler of ours may run in the child before it has set the defaults.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pid_t child = fork();
    if (child == 0) {
        become_program(order, report[1], caller);
    }
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (child < 0) {
        close(report[0]);
        errno = error;
        return -1;
    }
    struct failure failure;
    ssize_t got;
    do {
        got = read(report[0], &failure, sizeof failure);
    } while (got < 0 && errno == EINTR);
    close(report[0]);
    if (got == (ssize_t)sizeof failure) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
        }
        *stage = stages[failure.stage];
        errno = failure.error;
        return -1;
    }
    return child;
}
