// Where prompts and text stand on a screen of some width: row by row, control characters as `^A`.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // wcwidth
#endif

#include "Internals.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

size_t cle_character_length(const char *at, const char *end) {
  size_t length = 1;
  while (at + length < end && ((unsigned char)at[length] & 0xC0) == 0x80) length++;
  return length;
}

static void begin_row(Layout *layout) {
  if (layout->count == layout->row_room) {
    size_t room = layout->row_room == 0 ? 16 : layout->row_room * 2;
    Row *rows = realloc(layout->rows, room * sizeof *rows);
    if (rows == NULL) {
      layout->failed = true;
      return;
    }
    layout->rows = rows;
    layout->row_room = room;
  }
  layout->rows[layout->count++] = (Row){layout->length, layout->length, 0, 0};
}

static Row *last_row(Layout *layout) { return &layout->rows[layout->count - 1]; }

// Puts a piece that must not be torn behind the others.
static void put(Layout *layout, const char *piece, size_t length, int cells, bool is_prompt) {
  Row *row = last_row(layout);
  if (cells > 0 && row->cells > 0 && row->cells + cells > layout->columns) begin_row(layout);
  if (layout->length + length > layout->room) {
    size_t room = (layout->room + length) * 2;
    char *text = realloc(layout->text, room);
    if (text == NULL) layout->failed = true;
    if (text != NULL) layout->text = text;
    if (text != NULL) layout->room = room;
  }
  if (layout->failed) return;
  memcpy(layout->text + layout->length, piece, length);
  layout->length += length;
  row = last_row(layout);
  row->end = layout->length;
  row->cells += cells;
  if (is_prompt) row->prompt += length;
}

static void put_character(Layout *layout, const char *at, size_t length, bool is_utf8) {
  unsigned char first = (unsigned char)*at;
  if (first == '\t') {
    int cells = 8 - last_row(layout)->cells % 8;
    for (; cells > 0; cells--) put(layout, " ", 1, 1, false);
  } else if (first < 0x20 || first == 0x7F) {
    char shown[2] = {'^', (char)(first ^ 0x40)};
    put(layout, shown, 2, 2, false);
  } else {
    wchar_t character = 0;
    mbstate_t state;
    memset(&state, 0, sizeof state);
    bool is_whole = mbrtowc(&character, at, length, &state) == length;
    int cells = is_whole ? wcwidth(character) : -1;
    if (cells >= 0) {
      put(layout, at, length, cells, false);
    } else if (is_utf8) {
      put(layout, "\xEF\xBF\xBD", 3, 1, false); // nothing that a terminal would obey
    } else {
      put(layout, "?", 1, 1, false);
    }
  }
}

static void put_prompt(Layout *layout, const char *prompt) {
  const char *end = prompt + strlen(prompt);
  for (const char *at = prompt; at < end;) {
    size_t length = cle_character_length(at, end);
    put(layout, at, length, cle_cells(at, length, NULL, 0), true);
    at += length;
  }
}

// Where the next character would go.
static Place place_of_next(Layout *layout) {
  if (last_row(layout)->cells >= layout->columns) begin_row(layout);
  return (Place){(int)layout->count - 1, last_row(layout)->cells};
}

// The status stands on a row of its own, cut to it, with the cursor behind it.
static void put_status(Layout *layout, const char *status) {
  begin_row(layout);
  size_t fits = 0;
  cle_cells(status, strlen(status), &fits, layout->columns - 1);
  for (const char *at = status; at < status + fits;) {
    size_t length = cle_character_length(at, status + fits);
    put_character(layout, at, length, true);
    at += length;
  }
  layout->cursor = (Place){(int)layout->count - 1, last_row(layout)->cells};
}

Layout cle_layout(const CLE *editor, const char *text, size_t cursor, int columns) {
  Layout layout = {.columns = columns > 0 ? columns : 1};
  const char *end = text + strlen(text), *cursor_at = text + cursor;
  begin_row(&layout);
  if (!layout.failed && editor->prompt != NULL) put_prompt(&layout, editor->prompt);
  for (const char *at = text; at < end && !layout.failed;) {
    if (at == cursor_at) layout.cursor = place_of_next(&layout);
    size_t length = cle_character_length(at, end);
    if (*at == '\n') {
      begin_row(&layout);
      if (!layout.failed && editor->continuation != NULL) put_prompt(&layout, editor->continuation);
    } else {
      put_character(&layout, at, length, editor->is_utf8);
    }
    at += length;
  }
  if (!layout.failed && cursor_at >= end) layout.cursor = place_of_next(&layout);
  if (!layout.failed && editor->status != NULL) put_status(&layout, editor->status);
  return layout;
}
