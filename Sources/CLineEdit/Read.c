// Reading one statement, and the single characters of it.

#include "Internals.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <sys/ioctl.h>

// Takes each key as it comes. What was typed before waits already: a Ctrl-D among it is a NUL now,
// which from here on is what Ctrl-Space sends.
static void make_raw(CLE *editor) {
  el_set(editor->line, EL_PREP_TERM, 1);
  if (ioctl(STDIN_FILENO, FIONREAD, &editor->typed_ahead) != 0) editor->typed_ahead = 0;
}

static void stop_and_continue(CLE *editor) {
  el_set(editor->line, EL_PREP_TERM, 0);
  cle_die_of(SIGTSTP);
  if (cle_is_editing(editor)) make_raw(editor);
  cle_draw_again(editor);
}

// True when the statement is dropped.
static bool handle(CLE *editor, int signal) {
  switch (signal) {
  case SIGINT:
    if (cle_is_editing(editor)) {
      cle_leave_text(editor, "^C");
    } else {
      fputs("\r\n", stdout);
      fflush(stdout);
    }
    editor->interrupted = true;
    return true;
  case SIGTSTP:
    stop_and_continue(editor);
    return false;
  case SIGCONT: // after a SIGSTOP, which nobody can catch: the shell has set the terminal its way
    if (cle_is_editing(editor)) {
      el_set(editor->line, EL_PREP_TERM, 0);
      make_raw(editor);
      cle_draw_again(editor);
    }
    return false;
  case SIGWINCH:
    if (cle_is_editing(editor)) cle_resized(editor);
    return false;
  default: // SIGTERM, SIGHUP, SIGQUIT
    el_set(editor->line, EL_PREP_TERM, 0);
    cle_die_of(signal);
    return false;
  }
}

// 1: a byte, 0: the end, -1: interrupted.
static int read_byte(CLE *editor, char *byte) {
  for (;;) {
    int signal = cle_wait(STDIN_FILENO);
    if (signal != 0) {
      if (handle(editor, signal)) return -1;
      continue;
    }
    ssize_t count = read(STDIN_FILENO, byte, 1);
    if (count > 0) {
      bool is_ahead = editor->typed_ahead > 0;
      if (is_ahead) editor->typed_ahead--;
      if (*byte == '\0' && !is_ahead && cle_is_editing(editor)) continue; // Ctrl-Space
      return 1;
    }
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) editor->hung_up = true;
    return 0;
  }
}

// libedit's character source. It has to decode: libedit wants a whole wchar_t.
int cle_read_character(EditLine *line, wchar_t *out) {
  CLE *editor = cle_of(line);
  char bytes[MB_LEN_MAX];
  size_t count = 0;
  for (;;) {
    int status = read_byte(editor, bytes + count);
    if (status != 1) {
      errno = status < 0 ? EINTR : 0;
      return status;
    }
    count++;
    mbstate_t state;
    memset(&state, 0, sizeof state);
    size_t length = mbrtowc(out, bytes, count, &state);
    if (length == (size_t)-2 && count < sizeof bytes) continue;
    if (length != (size_t)-1 && length != (size_t)-2) return 1;
    // Not UTF-8. What came before the last byte is dropped; that byte may begin a character.
    if (count > 1) {
      bytes[0] = bytes[count - 1];
      count = 1;
      memset(&state, 0, sizeof state);
      length = mbrtowc(out, bytes, 1, &state);
      if (length <= 1) return 1;
      if (length == (size_t)-2) continue;
    }
    count = 0;
  }
}

// With editing off (.editrc) each line comes alone; joins it to those before.
static char *join(char *before, const char *line) {
  bool is_first = before == NULL;
  size_t old = is_first ? 0 : strlen(before), length = strlen(line);
  char *joined = realloc(before, old + length + 2);
  if (joined == NULL) {
    free(before);
    return NULL;
  }
  if (!is_first) joined[old++] = '\n';
  memcpy(joined + old, line, length + 1);
  return joined;
}

// With editing off: adds a line to the statement. False without memory.
static bool add_line(CLE *editor, const char *line) {
  editor->unfinished = join(editor->unfinished, line);
  if (editor->unfinished == NULL) return false;
  size_t length = strlen(editor->unfinished);
  if (length > 0 && editor->unfinished[length - 1] == '\n') editor->unfinished[length - 1] = '\0';
  return true;
}

static char *taken(char **text) {
  char *result = *text;
  *text = NULL;
  return result;
}

static CLEStatus read_statement(CLE *editor, char **out) {
  for (;;) {
    bool is_editing = cle_is_editing(editor);
    // libedit draws the prompt before it makes the terminal raw: a Ctrl-D typed in between would
    // come as NUL, and wait for ever.
    if (is_editing) make_raw(editor);
    int count = 0;
    const char *line = el_gets(editor->line, &count);
    if (editor->interrupted) return CLE_INTERRUPTED;
    if (editor->entered != NULL) {
      *out = taken(&editor->entered);
      return CLE_STATEMENT;
    }
    if (line == NULL || count <= 0) {
      *out = taken(&editor->unfinished);
      return *out != NULL ? CLE_STATEMENT : CLE_END;
    }
    if (!add_line(editor, line)) return CLE_END;
    if (editor->is_complete(editor->ctx, editor->unfinished)) {
      *out = taken(&editor->unfinished);
      return CLE_STATEMENT;
    }
  }
}

CLEStatus cle_read(CLE *editor, char **out) {
  *out = NULL;
  editor->interrupted = false;
  cle_forget_search(editor);
  cle_signals_begin();
  CLEStatus status = read_statement(editor, out);
  el_set(editor->line, EL_PREP_TERM, 0);
  cle_signals_end();
  free(editor->unfinished);
  editor->unfinished = NULL;
  if (status == CLE_END && !editor->hung_up) {
    fputs("\n", stdout); // what comes next on the screen is not ours
    fflush(stdout);
  }
  return status;
}
