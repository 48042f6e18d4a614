#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

int entrepot_eventfd(void) {
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

int entrepot_eventfd_signal(int descriptor) {
    uint64_t one = 1;
    ssize_t written;
    do {
        written = write(descriptor, &one, sizeof one);
    } while (written < 0 && errno == EINTR);
    // EAGAIN means the counter is at its ceiling: the reader is woken all the same.
    return written == sizeof one || errno == EAGAIN ? 0 : -1;
}

void entrepot_eventfd_drain(int descriptor) {
    uint64_t count;
    ssize_t got;
    do {
        got = read(descriptor, &count, sizeof count);
    } while (got < 0 && errno == EINTR);
}

int entrepot_name_this_thread(const char *name) {
    return pthread_setname_np(pthread_self(), name);
}

int entrepot_peer_credentials(int descriptor, uid_t *uid, gid_t *gid, pid_t *pid) {
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) {
        return -1;
    }
    *uid = peer.uid;
    *gid = peer.gid;
    *pid = peer.pid;
    return 0;
}

int entrepot_peer_groups(int descriptor, gid_t *groups, size_t capacity, size_t *needed) {
    socklen_t length = (socklen_t)(capacity * sizeof(gid_t));
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERGROUPS, groups, &length) != 0) {
        *needed = length / sizeof(gid_t);
        return -1;
    }
    *needed = length / sizeof(gid_t);
    return (int)*needed;
}

void entrepot_return_memory(void) {
    malloc_trim(0);
}
