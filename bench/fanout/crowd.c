/* The crowd's ears: reads every ready socket, counts what was said and acknowledged, and lets each speaker say
   the next thing. In C, because a crowd slower than the server would measure itself. */
#include <stddef.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>

enum { CARRY = 4096, AT_ONCE = 256, CHUNK = 1 << 18 };

struct seat {
    int descriptor;
    unsigned said, acked, carried;
    char carry[CARRY];
};

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec + at.tv_nsec / 1e9;
}

/* Count the whole frames in `data`; returns how many bytes they take. */
static size_t count_frames(struct seat *seat, const unsigned char *data, size_t size)
{
    size_t at = 0;
    while (size - at >= 4) {
        size_t length = data[at + 1], head = 2;
        if (length == 126) {
            length = (size_t)data[at + 2] << 8 | data[at + 3];
            head = 4;
        } else if (length > 126) {
            return CHUNK; /* nothing so long is ever said here */
        }
        if (size - at < head + length)
            break;
        const unsigned char *text = data + at + head;
        if (length > 8 && memcmp(text, "42[\"said", 8) == 0)
            seat->said++;
        else if (length > 2 && memcmp(text, "43", 2) == 0)
            seat->acked++;
        at += head + length;
    }
    return at;
}

static int hear(struct seat *seat)
{
    static unsigned char buffer[CHUNK + CARRY];
    memcpy(buffer, seat->carry, seat->carried);
    ssize_t got = recv(seat->descriptor, buffer + seat->carried, CHUNK, MSG_DONTWAIT);
    if (got <= 0)
        return -1;
    size_t have = seat->carried + got, used = count_frames(seat, buffer, have);
    if (used > have || have - used > CARRY)
        return -1;
    seat->carried = have - used;
    memcpy(seat->carry, buffer + used, seat->carried);
    return 0;
}

/* Have one poll for all seats; -1 when that fails. */
int open_ears(struct seat *seats, unsigned count)
{
    int poll = epoll_create1(0);
    for (unsigned place = 0; place < count; place++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = place};
        if (epoll_ctl(poll, EPOLL_CTL_ADD, seats[place].descriptor, &event) < 0)
            return -1;
    }
    return poll;
}

/* Listen for `seconds`, or without `say` until nothing comes for so long. 0, or -1 when a socket failed. */
int listen_for(int poll, struct seat *seats, double seconds, const char *say, size_t size)
{
    struct epoll_event ready[AT_ONCE];
    double until = now() + seconds;
    for (;;) {
        int count = epoll_wait(poll, ready, AT_ONCE, say ? 20 : (int)(seconds * 1000));
        if (count < 0 || (!say && count == 0) || (say && now() > until))
            return count < 0 ? -1 : 0;
        for (int i = 0; i < count; i++) {
            struct seat *seat = seats + ready[i].data.u32;
            unsigned before = seat->acked;
            if (hear(seat) < 0)
                return -1;
            for (; say && before < seat->acked; before++)
                if (send(seat->descriptor, say, size, MSG_NOSIGNAL) != (ssize_t)size)
                    return -1;
        }
    }
}
