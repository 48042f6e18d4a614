#ifndef ENTREPOT_SPAWN_PROCESS_H
#define ENTREPOT_SPAWN_PROCESS_H

// Starting a program as another account: what posix_spawn(3) leaves out (setuid, session, parent-death signal).

#include <stddef.h>
#include <sys/types.h>

/// What to start and how. All strings are NUL-terminated; arrays end with NULL.
struct entrepot_spawn_order {
    const char *executable;
    char *const *arguments;
    char *const *environment;
    /// Working directory of the program, or NULL to keep the caller's.
    const char *directory;
    /// Non-zero: take on uid, gid and groups before the program starts. credentials(7)
    int changes_account;
    uid_t uid;
    gid_t gid;
    const gid_t *groups;
    size_t group_count;
    /// Descriptors that become the program's 0, 1 and 2; every other descriptor is closed.
    int standard_input;
    int standard_output;
    int standard_error;
    /// Non-zero: a session of its own, so that neither a terminal nor the caller's end reaches it. setsid(2)
    int new_session;
    /// Non-zero: SIGKILL to the program when the calling THREAD ends; the thread must wait for it. prctl(2)
    int dies_with_caller;
    /// Umask of the program.
    mode_t mask;
};

/// A pipe whose two ends are close-on-exec from the first moment; 0, or -1 and errno. pipe2(2)
int entrepot_pipe(int ends[2]);

/// Forks and starts the program. Its pid, or -1 with errno set and *stage naming the step that failed
/// ("fork", "setsid", "setgroups", "setgid", "setuid", "chdir", "dup2", "exec", "parent").
pid_t entrepot_spawn(const struct entrepot_spawn_order *order, const char **stage);

#endif
