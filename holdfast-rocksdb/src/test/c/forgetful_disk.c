// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
//
// A disk that forgets, preloaded into a process under test. Of every file of a database it notes, in a file
// beside the others, how long the file was when its last successful flush began: after a power cut nothing
// beyond that can be relied on. The test kills the process and cuts the files there.
//
// FORGETFUL_NOTES: the folder for the notes. FORGETFUL_LOG_BYTES: so many bytes of write-ahead log fit onto
// the disk, no more.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long log_bytes;

static int ends_with(const char *name, const char *end) {
  size_t length = strlen(name), part = strlen(end);
  return length >= part && strcmp(name + length - part, end) == 0;
}

/* The name of the file without its folder, if it belongs to a database. */
static int database_file(int fd, char name[PATH_MAX]) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) {
    return 0;
  }
  path[length] = 0;
  const char *slash = strrchr(path, '/');
  snprintf(name, PATH_MAX, "%s", slash == NULL ? path : slash + 1);
  return ends_with(name, ".log") || ends_with(name, ".sst") || strncmp(name, "MANIFEST-", 9) == 0;
}

/* In a single write: a kill must not leave half a note. */
static void note(const char *name, off_t length) {
  const char *folder = getenv("FORGETFUL_NOTES");
  if (folder == NULL) {
    return;
  }
  char path[2 * PATH_MAX], text[32];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  int size = snprintf(text, sizeof text, "%020lld", (long long)length);
  int file = open(path, O_CREAT | O_WRONLY, 0644);
  if (file < 0 || pwrite(file, text, (size_t)size, 0) != size) {
    perror("forgetful disk cannot take notes");
    _exit(99);
  }
  close(file);
}

static int flush_with(const char *function, int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, function);
  char name[PATH_MAX];
  struct stat before;
  int is_noted = database_file(fd, name) && fstat(fd, &before) == 0;
  int result = real(fd);
  if (result == 0 && is_noted) {
    note(name, before.st_size);
  }
  return result;
}

int fdatasync(int fd) { return flush_with("fdatasync", fd); }

int fsync(int fd) { return flush_with("fsync", fd); }

ssize_t write(int fd, const void *data, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (real == NULL) {
    real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  }
  const char *most = getenv("FORGETFUL_LOG_BYTES");
  char name[PATH_MAX];
  if (most != NULL && database_file(fd, name) && ends_with(name, ".log") &&
      atomic_fetch_add(&log_bytes, (long)size) + (long)size > atol(most)) {
    errno = ENOSPC;
    return -1;
  }
  return real(fd, data, size);
}
