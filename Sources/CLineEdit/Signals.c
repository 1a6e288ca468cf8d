// Signals while a statement is read. The handlers only write to a pipe, and the reader waits on the
// terminal and that pipe: all of libedit's work happens outside of handlers. libedit's own way
// (EL_SIGNAL) sends every signal a second time to the whole process group.

#include "Internals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <sys/select.h>

static const int watched[] = {SIGINT, SIGTSTP, SIGCONT, SIGWINCH, SIGTERM, SIGHUP, SIGQUIT};
enum { watched_count = sizeof watched / sizeof *watched };

static struct sigaction before[watched_count];
static bool replaced[watched_count];
static int ends[2] = {-1, -1};

static volatile sig_atomic_t raised;
static struct sigaction before_watch;
static bool is_watching;

static void on_signal(int signal) {
  int kept = errno;
  unsigned char byte = (unsigned char)signal;
  ssize_t written = write(ends[1], &byte, 1);
  (void)written; // a full pipe holds signals enough
  errno = kept;
}

static void on_interrupt(int signal) {
  (void)signal;
  raised = 1;
}

static void open_pipe(void) {
  if (ends[0] >= 0 || pipe(ends) != 0) return;
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
  }
  if (ends[0] >= FD_SETSIZE) { // select could not wait on it
    close(ends[0]);
    close(ends[1]);
    ends[0] = ends[1] = -1;
  }
}

void cle_signals_begin(void) {
  raised = 0;
  open_pipe();
  if (ends[0] < 0) return;
  for (int i = 0; i < watched_count; i++) {
    struct sigaction action = {0};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    sigaction(watched[i], NULL, &before[i]);
    // Whoever started the program to ignore a signal (nohup) had a reason.
    replaced[i] = before[i].sa_handler != SIG_IGN && sigaction(watched[i], &action, NULL) == 0;
  }
}

void cle_signals_end(void) {
  for (int i = 0; i < watched_count; i++) {
    if (replaced[i]) sigaction(watched[i], &before[i], NULL);
    replaced[i] = false;
  }
  unsigned char byte;
  while (ends[0] >= 0 && read(ends[0], &byte, 1) == 1) {
    // It came between the last key and here: Ctrl-C means what is about to be computed.
    if (byte == SIGINT) raised = 1;
    if (byte == SIGTERM || byte == SIGHUP || byte == SIGQUIT) raise(byte);
  }
}

// Ends or stops the process as the signal does by default; returns when it is continued.
void cle_die_of(int signal) {
  struct sigaction standard = {0}, ours;
  standard.sa_handler = SIG_DFL;
  sigemptyset(&standard.sa_mask);
  sigaction(signal, &standard, &ours);
  sigset_t set, kept;
  sigemptyset(&set);
  sigaddset(&set, signal);
  sigprocmask(SIG_UNBLOCK, &set, &kept);
  raise(signal);
  sigprocmask(SIG_SETMASK, &kept, NULL);
  sigaction(signal, &ours, NULL);
}

int cle_wait(int descriptor, int patience) {
  for (;;) {
    struct timeval limit = {patience / 1000, patience % 1000 * 1000};
    fd_set set;
    FD_ZERO(&set);
    FD_SET(descriptor, &set);
    if (ends[0] >= 0) FD_SET(ends[0], &set);
    int top = descriptor > ends[0] ? descriptor : ends[0];
    int count = select(top + 1, &set, NULL, NULL, patience >= 0 ? &limit : NULL);
    if (count < 0 && errno != EINTR) return 0; // the read will say what is wrong
    unsigned char byte;
    if (ends[0] >= 0 && read(ends[0], &byte, 1) == 1) return byte;
    if (count > 0 && FD_ISSET(descriptor, &set)) return 0;
    if (count == 0) return CLE_SILENCE;
  }
}

void cle_watch(void) {
  if (is_watching) return;
  struct sigaction action = {0};
  action.sa_handler = on_interrupt; // without SA_RESTART: a waiting read must notice
  sigemptyset(&action.sa_mask);
  is_watching = sigaction(SIGINT, &action, &before_watch) == 0;
}

void cle_unwatch(void) {
  if (is_watching) sigaction(SIGINT, &before_watch, NULL);
  is_watching = false;
}

bool cle_is_raised(void) { return raised != 0; }
void cle_clear_raised(void) { raised = 0; }

// The signal is let through only while pselect waits: none is lost between the look at the flag
// and the wait.
bool cle_wait_unless_raised(int descriptor) {
  sigset_t set, kept;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, &kept);
  int count = 0;
  while (!raised && count <= 0) {
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(descriptor, &readable);
    count = pselect(descriptor + 1, &readable, NULL, NULL, NULL, &kept);
    if (count < 0 && errno != EINTR) break; // the read will say what is wrong
  }
  sigprocmask(SIG_SETMASK, &kept, NULL);
  return !raised;
}

void cle_end_by_pipe(void) {
  cle_die_of(SIGPIPE);
  _exit(128 + SIGPIPE);
}
