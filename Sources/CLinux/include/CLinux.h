#ifndef ENTREPOT_CLINUX_H
#define ENTREPOT_CLINUX_H

// What Glibc's Swift module hides or what needs a macro: eventfd, peer credentials and groups of a Unix socket.

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "spawn_process.h"

/// Makes a non-blocking, close-on-exec eventfd; -1 and errno on failure.
int entrepot_eventfd(void);

/// Adds one to an eventfd; 0, or -1 and errno.
int entrepot_eventfd_signal(int descriptor);

/// Reads an eventfd down to zero; never fails.
void entrepot_eventfd_drain(int descriptor);

/// Names the calling thread for top(1) and debuggers, at most 15 bytes; 0, or an error number. pthread_setname_np(3)
///
/// Only ever the calling one: a detached thread may be gone, and its pthread_t with it, before another could name it.
int entrepot_name_this_thread(const char *name);

/// SO_PEERCRED of a connected Unix socket; 0, or -1 and errno. unix(7)
int entrepot_peer_credentials(int descriptor, uid_t *uid, gid_t *gid, pid_t *pid);

/// SO_PEERGROUPS of a connected Unix socket into groups[capacity]; the number of groups, or -1 and errno
/// (ERANGE: *needed tells how many there are). unix(7)
int entrepot_peer_groups(int descriptor, gid_t *groups, size_t capacity, size_t *needed);

/// Gives free memory of the allocator back to the system; takes milliseconds for hundreds of megabytes. malloc_trim(3)
void entrepot_return_memory(void);

#endif
