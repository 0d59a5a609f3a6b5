/* Write one frame to many descriptors. Loaded with ctypes, which lets go of the interpreter's lock meanwhile,
   so it needs a C compiler but not Python's headers. See loop.py, which has the same loop in Python. */
#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

const unsigned hearth_loop_version = HEARTH_LOOP_VERSION;

/* Returns how many descriptors did not take the whole frame; `where` gets their positions, `results` the bytes
   taken or a negative errno. Both must have room for `count` numbers. A marked descriptor is left alone,
   a negative one is nobody. */
size_t hearth_send_all(const int *descriptors, size_t count, const unsigned char *marks, size_t known,
                       const char *data, size_t size, int *where, int *results)
{
    size_t left = 0;
    for (size_t position = 0; position < count; position++) {
        int descriptor = descriptors[position];
        ssize_t taken = -EAGAIN;
        if (descriptor < 0)
            continue;
        if ((size_t)descriptor >= known || marks[descriptor] == 0) {
            taken = send(descriptor, data, size, MSG_DONTWAIT | MSG_NOSIGNAL);
            if (taken == (ssize_t)size)
                continue;
            if (taken < 0)
                taken = -errno;
        }
        where[left] = (int)position;
        results[left++] = (int)taken;
    }
    return left;
}
