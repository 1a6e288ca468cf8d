// The text being edited: a copy of it, another in its place, and the room that a text takes.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // wcwidth
#endif

#include "Internals.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

CLE *cle_of(EditLine *line) {
  void *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  return editor;
}

char *cle_text(CLE *editor, size_t *cursor) {
  const LineInfo *info = el_line(editor->line);
  size_t length = (size_t)(info->lastchar - info->buffer);
  char *text = malloc(length + 1);
  if (text == NULL) return NULL;
  memcpy(text, info->buffer, length);
  text[length] = '\0';
  if (cursor != NULL) *cursor = (size_t)(info->cursor - info->buffer);
  return text;
}

// libedit deletes by characters, and we count bytes.
int cle_characters(const char *text, size_t bytes) {
  int count = 0;
  for (size_t i = 0; i < bytes; i++) {
    if (((unsigned char)text[i] & 0xC0) != 0x80) count++;
  }
  return count;
}

// The columns that a text takes, and in `*fits` the bytes of it that fit into `room` columns.
int cle_cells(const char *text, size_t bytes, size_t *fits, int room) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  int cells = 0;
  size_t at = 0;
  if (fits != NULL) *fits = 0;
  while (at < bytes) {
    wchar_t character = 0;
    size_t step = mbrtowc(&character, text + at, bytes - at, &state);
    if (step == 0 || step == (size_t)-1 || step == (size_t)-2) {
      memset(&state, 0, sizeof state);
      step = 1;
    }
    int width = wcwidth(character);
    cells += width > 0 ? width : 0;
    at += step;
    if (fits != NULL && cells <= room) *fits = at;
  }
  return cells;
}

void cle_replace(CLE *editor, const char *text) {
  const LineInfo *info = el_line(editor->line);
  int count = cle_characters(info->buffer, (size_t)(info->lastchar - info->buffer));
  el_cursor(editor->line, count);
  el_deletestr(editor->line, count);
  el_insertstr(editor->line, text);
}

void cle_delete_before(CLE *editor, size_t bytes) {
  const LineInfo *info = el_line(editor->line);
  size_t before = (size_t)(info->cursor - info->buffer);
  if (bytes > before) bytes = before;
  el_deletestr(editor->line, cle_characters(info->cursor - bytes, bytes));
}
