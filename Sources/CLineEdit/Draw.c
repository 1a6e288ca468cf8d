// Draws prompt and text. libedit would draw them without a prompt before further lines, would not
// leave the text for its end, and could show no more than a screenful: so it draws nowhere, and
// what has changed in a row since the last time is written here.

#include "Internals.h"

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

static Layout layout_now(CLE *editor, int *height) {
  int columns = 80;
  *height = 24;
  cle_terminal_size(STDOUT_FILENO, height, &columns);
  size_t cursor = 0;
  char *text = cle_text(editor, &cursor);
  if (text == NULL) return (Layout){.failed = true};
  Layout layout = cle_layout(editor, text, cursor, columns);
  free(text);
  return layout;
}

static void drop(Layout *layout) {
  free(layout->text);
  free(layout->rows);
  *layout = (Layout){0};
}

void cle_forget_drawing(CLE *editor) {
  drop(&editor->drawn);
  editor->top = 0;
  editor->at = (Place){0, 0};
}

static void in_colour(const CLE *editor, const char *text, size_t length) {
  if (editor->sgr != NULL) fprintf(stdout, "\033[%sm", editor->sgr);
  fwrite(text, 1, length, stdout);
  if (editor->sgr != NULL) fputs("\033[0m", stdout);
}

// The spaces at its end stay without colour.
static void write_prompt(const CLE *editor, const char *text, size_t length) {
  size_t body = length;
  while (body > 0 && text[body - 1] == ' ') body--;
  if (body > 0) in_colour(editor, text, body);
  fwrite(text + body, 1, length - body, stdout);
}

void cle_write_prompt(const CLE *editor, const char *prompt) {
  write_prompt(editor, prompt, strlen(prompt));
  fflush(stdout);
}

// MARK: the terminal's cursor

static void move_to_column(CLE *editor, int column) {
  if (editor->at.column == column) return;
  fputs("\r", stdout);
  if (column > 0) fprintf(stdout, "\033[%dC", column);
  editor->at.column = column;
}

// To a row that is on the screen already.
static void move_to_row(CLE *editor, int row) {
  int down = row - editor->at.row;
  if (down != 0) move_to_column(editor, 0); // a full row may be waiting to wrap
  if (down < 0) fprintf(stdout, "\033[%dA", -down);
  if (down > 0) fprintf(stdout, "\033[%dB", down);
  editor->at.row = row;
}

// To the first place of a row below all others. From the end of a full row the terminal wraps by
// itself, and knows then that both are one line, whose copy has no break.
static void open_row(CLE *editor, const Layout *layout, bool wraps) {
  bool is_at_edge = editor->at.column >= layout->columns;
  fputs(wraps && is_at_edge ? " \r" : "\r\n", stdout);
  editor->at = (Place){editor->at.row + 1, 0};
}

// MARK: rows

static bool is_beyond_ascii(const char *text, size_t at, size_t length) {
  return at < length && ((unsigned char)text[at] & 0x80) != 0;
}

static size_t same_start(const char *old, size_t old_length, const char *new, size_t new_length) {
  size_t least = old_length < new_length ? old_length : new_length, same = 0;
  while (same < least && old[same] == new[same]) same++;
  // Back before a character that has changed in part, or that what follows is combined with.
  while (same > 0
         && (is_beyond_ascii(old, same, old_length) || is_beyond_ascii(new, same, new_length))) {
    same--;
  }
  return same;
}

// Writes what differs from the row as it stands on the screen, if it does.
static void draw_row(CLE *editor, const Layout *layout, int index, const Row *old) {
  const Row *row = &layout->rows[index];
  const char *text = layout->text + row->start;
  size_t length = row->end - row->start, same = 0;
  if (old != NULL) {
    const char *before = editor->drawn.text + old->start;
    same = same_start(before, old->end - old->start, text, length);
    if (same == length && same == old->end - old->start && row->prompt == old->prompt) return;
    if (same < row->prompt || same < old->prompt) same = 0;
  }
  move_to_row(editor, index - editor->top);
  move_to_column(editor, cle_cells(text, same, NULL, 0));
  if (same < row->prompt) {
    write_prompt(editor, text, row->prompt);
    same = row->prompt;
  }
  fwrite(text + same, 1, length - same, stdout);
  editor->at.column = row->cells;
  if (old != NULL && old->cells > row->cells) fputs("\033[K", stdout);
}

static bool ends_by_wrapping(const Layout *layout, int index) {
  return layout->rows[index].cells >= layout->columns && layout->rows[index + 1].prompt == 0;
}

// Writes the rows from `top` on that fit on the screen, and puts the cursor in its place.
static void draw_rows(CLE *editor, const Layout *layout, int height) {
  const Layout *drawn = &editor->drawn;
  int shown = (int)drawn->count - editor->top;
  if (shown > height) shown = height;
  int count = (int)layout->count - editor->top;
  if (count > height) count = height;
  for (int i = 0; i < count; i++) {
    int index = editor->top + i;
    if (i >= shown && i > 0) open_row(editor, layout, ends_by_wrapping(layout, index - 1));
    draw_row(editor, layout, index, i < shown ? &drawn->rows[index] : NULL);
  }
  if (count < shown) {
    move_to_row(editor, count);
    fputs("\r\033[J", stdout);
    editor->at.column = 0;
  }
  move_to_row(editor, layout->cursor.row - editor->top);
  move_to_column(editor, layout->cursor.column);
}

// The first row that is shown, so that the cursor's row is: as before if that will do.
static int top_for(const Layout *layout, int top, int height) {
  int count = (int)layout->count, row = layout->cursor.row;
  if (top > count - height) top = count - height;
  if (top < row - height + 1) top = row - height + 1;
  if (top > row) top = row;
  return top < 0 ? 0 : top;
}

// Clears from the first row that is drawn.
static void wipe(CLE *editor) {
  move_to_row(editor, 0);
  fputs("\r\033[J", stdout);
  cle_forget_drawing(editor);
}

void cle_draw(CLE *editor) {
  int height = 24;
  Layout layout = layout_now(editor, &height);
  if (layout.failed) {
    drop(&layout);
    return;
  }
  int top = top_for(&layout, editor->top, height);
  if (top != editor->top && editor->drawn.count > 0) wipe(editor);
  editor->top = top;
  draw_rows(editor, &layout, height);
  drop(&editor->drawn);
  editor->drawn = layout;
  fflush(stdout);
}

void cle_draw_again(CLE *editor) {
  fputs("\r", stdout);
  cle_forget_drawing(editor);
  cle_draw(editor);
}

// From wherever the cursor is in the text to its end, and with a mark or none to a fresh row.
void cle_leave_text(CLE *editor, const char *mark) {
  editor->status = NULL;
  int height = 24;
  Layout layout = layout_now(editor, &height);
  if (!layout.failed) {
    Row *last = &layout.rows[layout.count - 1];
    layout.cursor = (Place){(int)layout.count - 1, last->cells};
    // All of a text that was too long for the screen is seen when it is left.
    int all = (int)layout.count > height ? (int)layout.count : height;
    if ((int)layout.count > height && editor->drawn.count > 0) wipe(editor);
    editor->top = 0;
    draw_rows(editor, &layout, all);
  }
  drop(&layout);
  fprintf(stdout, "%s\r\n", mark);
  fflush(stdout);
  cle_forget_drawing(editor);
}

// After a change of size terminals wrap the text anew, so its first row is as many rows above the
// cursor as the text takes at the new width.
void cle_resized(CLE *editor) {
  int height = 24;
  Layout layout = layout_now(editor, &height);
  if (!layout.failed) {
    int up = layout.cursor.row < height ? layout.cursor.row : height - 1;
    if (up > 0) fprintf(stdout, "\033[%dA", up);
  }
  drop(&layout);
  fputs("\r\033[J", stdout);
  cle_draw_again(editor);
}

void cle_clear_screen(CLE *editor) {
  fputs("\033[H\033[2J", stdout);
  cle_draw_again(editor);
}

// A key that can do nothing here.
unsigned char cle_refuse(void) {
  fputs("\a", stdout);
  fflush(stdout);
  return CC_ERROR;
}
