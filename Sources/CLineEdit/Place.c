// Where the text stands on the screen. libedit draws from the row that it believes it began in and
// has no call to leave the text for its end, so the places are worked out here as it does.

#include "Internals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/ioctl.h>

bool cle_terminal_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return false;
  *rows = size.ws_row > 0 ? size.ws_row : 24;
  *columns = size.ws_col;
  return true;
}

static int columns_now(void) {
  int rows = 24, columns = 80;
  cle_terminal_size(STDOUT_FILENO, &rows, &columns);
  return columns;
}

static size_t character_length(const char *at, const char *end) {
  size_t length = 1;
  while (at + length < end && ((unsigned char)at[length] & 0xC0) == 0x80) length++;
  return length;
}

typedef struct {
  int row, column;
} Place;

// The place, counted from the prompt's first, that the cursor is in after `bytes` of the text.
static Place place_after(CLE *editor, const char *text, size_t bytes, int columns) {
  int row = editor->prompt_cells / columns, column = editor->prompt_cells % columns;
  const char *end = text + bytes;
  while (text < end) {
    size_t length = character_length(text, end);
    unsigned char first = (unsigned char)*text;
    int cells = first == '\t' ? 8 - column % 8
                : first < 0x20 ? 2
                               : cle_cells(text, length, NULL, 0);
    text += length;
    if (first == '\n' || column + cells > columns) {
      row++;
      column = 0;
    }
    if (first == '\n') continue;
    column += cells;
    if (column >= columns) {
      row++;
      column = 0;
    }
  }
  return (Place){row, column};
}

// From wherever the cursor is in the text to its end, and with a mark or none to a fresh row.
void cle_leave_text(CLE *editor, const char *mark) {
  size_t cursor = 0;
  char *text = cle_text(editor, &cursor);
  if (text != NULL) {
    int columns = columns_now();
    Place end = place_after(editor, text, strlen(text), columns);
    int down = end.row - place_after(editor, text, cursor, columns).row;
    if (down > 0) fprintf(stdout, "\033[%dB", down);
    fputs("\r", stdout);
    if (end.column > 0) fprintf(stdout, "\033[%dC", end.column);
    free(text);
  }
  fprintf(stdout, "%s\r\n", mark);
  fflush(stdout);
}

// Draws prompt and text from the row that the terminal's cursor is in.
void cle_draw_again(CLE *editor) {
  fputs("\r", stdout);
  fflush(stdout);
  el_set(editor->line, EL_REFRESH);
}

// After a change of size terminals wrap the text anew, so its first row is as many rows above the
// cursor as the text takes at the new width.
void cle_resized(CLE *editor) {
  size_t cursor = 0;
  char *text = cle_text(editor, &cursor);
  if (text != NULL) {
    int up = place_after(editor, text, cursor, columns_now()).row;
    if (up > 0) fprintf(stdout, "\033[%dA", up);
    free(text);
  }
  fputs("\r\033[J", stdout);
  fflush(stdout);
  el_resize(editor->line);
  el_set(editor->line, EL_REFRESH);
}
