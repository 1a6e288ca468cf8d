#ifndef CPTY_H
#define CPTY_H

#include <sys/types.h>

// Starts a program on a terminal of its own. Returns its process, or -1; `*terminal` is our end.
pid_t cpty_spawn(
    const char *path, char *const arguments[], char *const environment[], int rows, int columns,
    int *terminal);

int cpty_resize(int terminal, int rows, int columns);

// 1 when lines are echoed and edited by the system (the terminal as it was found), 0 when raw.
int cpty_is_cooked(int terminal);

// Runs a function beside the caller; NULL where no thread is to be had. cpty_join waits for its end.
void *cpty_begin(void *(*work)(void *), void *argument);
void cpty_join(void *thread);

// Waits for the end: the exit status, or 128 and the signal.
int cpty_wait(pid_t process);

#endif
