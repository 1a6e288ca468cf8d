// Reading one statement, and the single characters of it.

#include "Internals.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include <sys/ioctl.h>

// Takes each key as it comes, and a paste between marks. What was typed before waits already: a
// Ctrl-D among it is a NUL now, which from here on is what Ctrl-Space sends.
static void make_raw(CLE *editor) {
  fputs("\033[?2004h", stdout);
  fflush(stdout);
  el_set(editor->line, EL_PREP_TERM, 1);
  struct termios modes;
  if (tcgetattr(STDIN_FILENO, &modes) == 0) {
    // libedit leaves these on: Ctrl-S would stop the screen, and a pasted CR LF be two lines.
    modes.c_iflag &= ~(tcflag_t)(IXON | ICRNL | INLCR);
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
  }
  if (ioctl(STDIN_FILENO, FIONREAD, &editor->typed_ahead) != 0) editor->typed_ahead = 0;
}

static void make_cooked(CLE *editor) {
  if (cle_is_editing(editor)) {
    fputs("\033[?2004l", stdout);
    fflush(stdout);
  }
  el_set(editor->line, EL_PREP_TERM, 0);
}

static void stop_and_continue(CLE *editor) {
  make_cooked(editor);
  cle_die_of(SIGTSTP);
  if (!cle_is_editing(editor)) return;
  make_raw(editor);
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
    make_cooked(editor);
    cle_die_of(signal);
    return false;
  }
}

bool cle_is_more_waiting(const CLE *editor) {
  int count = 0;
  return editor->pushed_count > 0
         || (ioctl(STDIN_FILENO, FIONREAD, &count) == 0 && count > 0);
}

typedef enum { BYTE, END, INTERRUPTED, SILENCE } Supply;

static Supply read_byte(CLE *editor, char *byte, int patience) {
  if (editor->pushed_count > 0) {
    *byte = editor->pushed[0];
    memmove(editor->pushed, editor->pushed + 1, --editor->pushed_count);
    return BYTE;
  }
  for (;;) {
    // What is typed faster than it is drawn is drawn at once.
    if (cle_is_editing(editor) && !cle_is_more_waiting(editor)) cle_draw(editor);
    int signal = cle_wait(STDIN_FILENO, patience);
    if (signal == CLE_SILENCE) return SILENCE;
    if (signal != 0) {
      if (handle(editor, signal)) return INTERRUPTED;
      continue;
    }
    ssize_t count = read(STDIN_FILENO, byte, 1);
    if (count > 0) {
      bool is_ahead = editor->typed_ahead > 0;
      if (is_ahead) editor->typed_ahead--;
      if (*byte == '\0' && !is_ahead && cle_is_editing(editor)) continue; // Ctrl-Space
      return BYTE;
    }
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) editor->hung_up = true;
    return END;
  }
}

// Milliseconds: the rest of a mark comes with its Esc, and a paste without an end is over after a
// while of silence.
enum { MARK_PATIENCE = 50, PASTE_PATIENCE = 1000 };
static const char paste_begins[] = "[200~", paste_ends[] = "\033[201~";

// After an Esc: whether a paste begins here. What was read of another key is read again.
static bool begins_paste(CLE *editor) {
  if (editor->pushed_count > 0) return false;
  char bytes[sizeof paste_begins];
  size_t count = 0, length = sizeof paste_begins - 1;
  bool matches = true;
  while (matches && count < length && read_byte(editor, bytes + count, MARK_PATIENCE) == BYTE) {
    matches = bytes[count] == paste_begins[count];
    count++;
  }
  if (matches && count == length) return true;
  memcpy(editor->pushed, bytes, count);
  editor->pushed_count = count;
  return false;
}

// Reads up to the mark; NULL when the statement is dropped meanwhile, or without memory.
static char *read_paste(CLE *editor, size_t *length) {
  size_t count = 0, room = 0, mark = sizeof paste_ends - 1;
  char *bytes = NULL;
  for (;;) {
    if (count == room) {
      char *more = realloc(bytes, room = room * 2 + 256);
      if (more == NULL) break;
      bytes = more;
    }
    Supply supply = read_byte(editor, bytes + count, PASTE_PATIENCE);
    if (supply == INTERRUPTED) break;
    if (supply == BYTE) count++;
    bool is_marked = count >= mark && memcmp(bytes + count - mark, paste_ends, mark) == 0;
    if (supply == BYTE && !is_marked) continue;
    *length = is_marked ? count - mark : count;
    return bytes;
  }
  free(bytes);
  return NULL;
}

// A paste goes into the text as it is: it completes nothing and runs nothing. One that follows
// another which ended in a newline begins a line.
static void paste(CLE *editor) {
  size_t length = 0;
  char *bytes = read_paste(editor, &length);
  if (bytes == NULL) return;
  bool follows = editor->paste_ends_line;
  char *text = cle_clean_paste(editor, bytes, length, &editor->paste_ends_line);
  free(bytes);
  bool is_empty = text == NULL || *text == '\0';
  if (!is_empty && editor->is_searching) {
    cle_add_to_pattern(editor, text);
  } else if (!is_empty) {
    if (follows) el_insertstr(editor->line, "\n");
    el_insertstr(editor->line, text);
  }
  free(text);
}

// libedit's character source. It has to decode: libedit wants a whole wchar_t.
int cle_read_character(EditLine *line, wchar_t *out) {
  CLE *editor = cle_of(line);
  char bytes[MB_LEN_MAX];
  size_t count = 0;
  for (;;) {
    Supply supply = read_byte(editor, bytes + count, CLE_PATIENT);
    bool is_paste = supply == BYTE && bytes[count] == '\033' && cle_is_editing(editor)
                    && begins_paste(editor);
    if (is_paste) paste(editor);
    if (editor->interrupted || supply != BYTE) {
      errno = editor->interrupted ? EINTR : 0;
      return editor->interrupted ? -1 : 0;
    }
    if (is_paste) {
      *out = L'\0';
      if (editor->is_searching) return 1;
      count = 0;
      continue;
    }
    editor->paste_ends_line = false;
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
    if (is_editing) {
      make_raw(editor);
    } else {
      bool goes_on = editor->unfinished != NULL;
      cle_write_prompt(editor, goes_on ? editor->continuation : editor->prompt);
    }
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
  editor->interrupted = editor->paste_ends_line = false;
  cle_forget_search(editor);
  cle_forget_drawing(editor);
  cle_signals_begin();
  CLEStatus status = read_statement(editor, out);
  make_cooked(editor);
  cle_signals_end();
  free(editor->unfinished);
  editor->unfinished = NULL;
  if (status == CLE_END && !editor->hung_up) {
    fputs("\n", stdout); // what comes next on the screen is not ours
    fflush(stdout);
  }
  return status;
}
