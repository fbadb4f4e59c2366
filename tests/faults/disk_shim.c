/* A bad disk for one process: what is written to the append-only file may be slow, or fail. Built and loaded by disks.py.
 * The control file holds three 32-bit numbers: milliseconds a sync takes, errno of a write, errno of a sync. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile int32_t *control(void) {
  static volatile int32_t *found = NULL;
  if (!found) {
    int file = open(getenv("PLENUM_SHIM"), O_RDONLY | O_CLOEXEC);
    if (file < 0) return NULL;
    void *page = mmap(NULL, 12, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (page != MAP_FAILED) found = page;
  }
  return found;
}

static int is_record(int fd) {
  char name[64], path[512];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(name, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, "appendonlydir") != NULL;
}

static int bad_sync(int fd, const char *name) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  volatile int32_t *now = control();
  if (now && is_record(fd)) {
    if (now[0]) usleep((useconds_t)now[0] * 1000);
    if (now[2]) { errno = now[2]; return -1; }
  }
  return real(fd);
}

int fsync(int fd) { return bad_sync(fd, "fsync"); }
int fdatasync(int fd) { return bad_sync(fd, "fdatasync"); }

ssize_t write(int fd, const void *bytes, size_t count) {
  static ssize_t (*real)(int, const void *, size_t) = NULL;
  if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  volatile int32_t *now = control();
  if (now && now[1] && is_record(fd)) { errno = now[1]; return -1; }
  return real(fd, bytes, count);
}
