// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
//
// A disk without room, preloaded into a server of a test: as long as the file FULL_DISK exists, no file can grow whose
// path begins with what stands in it. What lies within a file can be written anew, as on a real disk.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* Whether the open file lies on the full disk, if one is full. */
static int on_full_disk(int fd) {
  const char *name = getenv("FULL_DISK");
  int full = name == NULL ? -1 : open(name, O_RDONLY | O_CLOEXEC);
  if (full < 0) {
    return 0;
  }
  char folder[PATH_MAX], path[PATH_MAX], link[64];
  ssize_t length = read(full, folder, sizeof folder);
  close(full);
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t found = readlink(link, path, sizeof path);
  return length >= 0 && found >= length && memcmp(path, folder, (size_t)length) == 0;
}

/* Whether the disk has no room for what is to be written there; -1 stands for the end, where the file is open. */
static int no_room(int fd, off_t offset, size_t size) {
  struct stat file;
  if (!on_full_disk(fd) || fstat(fd, &file) != 0 || !S_ISREG(file.st_mode)) {
    errno = 0;
    return 0;
  }
  if (offset < 0) {
    offset = (fcntl(fd, F_GETFL) & O_APPEND) ? file.st_size : lseek(fd, 0, SEEK_CUR);
  }
  int grows = offset + (off_t)size > file.st_size;
  errno = grows ? ENOSPC : 0;
  return grows;
}

static size_t length(const struct iovec *parts, int count) {
  size_t size = 0;
  for (int i = 0; i < count; i++) {
    size += parts[i].iov_len;
  }
  return size;
}

#define REAL(name, type, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *data, size_t size) {
  return no_room(fd, -1, size) ? -1 : REAL("write", ssize_t, int, const void *, size_t)(fd, data, size);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  return no_room(fd, -1, length(parts, count))
             ? -1
             : REAL("writev", ssize_t, int, const struct iovec *, int)(fd, parts, count);
}

#define POSITIONED(name)                                                                              \
  ssize_t name(int fd, const void *data, size_t size, off_t offset) {                                 \
    return no_room(fd, offset, size)                                                                  \
               ? -1                                                                                   \
               : REAL(#name, ssize_t, int, const void *, size_t, off_t)(fd, data, size, offset);      \
  }

#define POSITIONED_PARTS(name)                                                                        \
  ssize_t name(int fd, const struct iovec *parts, int count, off_t offset) {                          \
    return no_room(fd, offset, length(parts, count))                                                  \
               ? -1                                                                                   \
               : REAL(#name, ssize_t, int, const struct iovec *, int, off_t)(fd, parts, count, offset); \
  }

/* This one answers with the error. */
#define RESERVED(name)                                                                                \
  int name(int fd, off_t offset, off_t size) {                                                        \
    return no_room(fd, offset, (size_t)size) ? ENOSPC                                                 \
                                             : REAL(#name, int, int, off_t, off_t)(fd, offset, size); \
  }

#define ALLOCATED(name)                                                                               \
  int name(int fd, int mode, off_t offset, off_t size) {                                              \
    return no_room(fd, offset, (size_t)size)                                                          \
               ? -1                                                                                   \
               : REAL(#name, int, int, int, off_t, off_t)(fd, mode, offset, size);                    \
  }

POSITIONED(pwrite)
POSITIONED(pwrite64)
POSITIONED_PARTS(pwritev)
POSITIONED_PARTS(pwritev64)
RESERVED(posix_fallocate)
RESERVED(posix_fallocate64)
ALLOCATED(fallocate)
ALLOCATED(fallocate64)
