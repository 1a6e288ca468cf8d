// Tab: what is common to all that could stand here, or a list of it with a note for each.

#include "Internals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void cle_drop_offers(CLE *editor) {
  for (size_t i = 0; i < editor->offer_count; i++) {
    free(editor->offers[i].text);
    free(editor->offers[i].note);
  }
  editor->offer_count = 0;
}

void cle_offer(CLE *editor, size_t from, const char *text, const char *note) {
  if (editor->offer_count == editor->offer_room) {
    size_t room = editor->offer_room == 0 ? 32 : editor->offer_room * 2;
    Offer *offers = realloc(editor->offers, room * sizeof *offers);
    if (offers == NULL) return;
    editor->offers = offers;
    editor->offer_room = room;
  }
  Offer offer = {strdup(text), strdup(note != NULL ? note : "")};
  if (offer.text == NULL || offer.note == NULL) {
    free(offer.text);
    free(offer.note);
    return;
  }
  editor->offers[editor->offer_count++] = offer;
  editor->offer_from = from;
}

// How many bytes all offers begin with, cut between characters.
static size_t common_length(const CLE *editor) {
  const char *first = editor->offers[0].text;
  size_t common = strlen(first);
  for (size_t i = 1; i < editor->offer_count; i++) {
    size_t same = 0;
    while (same < common && editor->offers[i].text[same] == first[same]) same++;
    common = same;
  }
  while (common > 0 && ((unsigned char)first[common] & 0xC0) == 0x80) common--;
  return common;
}

static void spaces(int count) {
  for (; count > 0; count--) fputc(' ', stdout);
}

// Prints a text cut to `room` columns, and returns the columns it took.
static int print_cut(const CLE *editor, const char *text, int room) {
  size_t length = strlen(text), fits = 0;
  int cells = cle_cells(text, length, NULL, 0);
  if (cells <= room) {
    fputs(text, stdout);
    return cells;
  }
  const char *dots = editor->is_utf8 ? "…" : "...";
  int dot_cells = editor->is_utf8 ? 1 : 3;
  if (room < dot_cells) return 0;
  cle_cells(text, length, &fits, room - dot_cells);
  fwrite(text, 1, fits, stdout);
  fputs(dots, stdout);
  return cle_cells(text, fits, NULL, 0) + dot_cells;
}

static void print_with_note(const CLE *editor, const Offer *offer, int names, int columns) {
  spaces(2);
  int taken = print_cut(editor, offer->text, names);
  int room = columns - names - 5; // the last column stays free: some terminals wrap there
  if (*offer->note != '\0' && room >= 8) {
    spaces(names - taken + 2);
    if (editor->sgr != NULL) fputs("\033[2m", stdout);
    print_cut(editor, offer->note, room);
    if (editor->sgr != NULL) fputs("\033[0m", stdout);
  }
  fputs("\r\n", stdout);
}

// Names alone stand side by side.
static int print_names(const CLE *editor, int names, int columns, int rows) {
  int across = columns / (names + 2);
  if (across < 1) across = 1;
  size_t shown = 0;
  for (int row = 0; row < rows && shown < editor->offer_count; row++) {
    for (int i = 0; i < across && shown < editor->offer_count; i++, shown++) {
      spaces(2);
      int taken = print_cut(editor, editor->offers[shown].text, columns - 3);
      bool is_last = i == across - 1 || shown + 1 == editor->offer_count;
      if (!is_last) spaces(names - taken);
    }
    fputs("\r\n", stdout);
  }
  return (int)shown;
}

static void list(CLE *editor) {
  int rows = 24, columns = 80, names = 0;
  cle_terminal_size(STDOUT_FILENO, &rows, &columns);
  bool has_notes = false;
  for (size_t i = 0; i < editor->offer_count; i++) {
    int cells = cle_cells(editor->offers[i].text, strlen(editor->offers[i].text), NULL, 0);
    if (cells > names) names = cells;
    if (*editor->offers[i].note != '\0') has_notes = true;
  }
  if (has_notes && names > columns / 2) names = columns / 2;
  int room = rows > 8 ? rows - 3 : 5; // the statement itself stays in sight
  int count = (int)editor->offer_count, shown = 0;
  cle_leave_text(editor, "");
  if (!has_notes) {
    shown = print_names(editor, names, columns, room);
  } else {
    for (; shown < count && shown < room; shown++) {
      print_with_note(editor, &editor->offers[shown], names, columns);
    }
  }
  if (shown < count) fprintf(stdout, "  and %d more\r\n", count - shown);
  cle_draw_again(editor);
}

// At the start of a line there is no name to complete: Tab indents. In the first line it lists
// every name there is, unless it came with a paste.
static bool is_indent(CLE *editor, const char *text, size_t cursor) {
  while (cursor > 0 && text[cursor - 1] == ' ') cursor--;
  return cursor > 0 ? text[cursor - 1] == '\n' : cle_is_more_waiting(editor);
}

static unsigned char insert_or_list(CLE *editor, const char *text, size_t cursor) {
  size_t from = editor->offer_from <= cursor ? editor->offer_from : cursor;
  size_t common = common_length(editor), typed = cursor - from;
  const char *first = editor->offers[0].text;
  bool is_longer = common > typed && strncmp(first, text + from, typed) == 0;
  if (editor->offer_count > 1 && !is_longer) {
    list(editor);
    return CC_NORM;
  }
  char *insert = strndup(first, common);
  if (insert == NULL) return CC_ERROR;
  cle_delete_before(editor, typed);
  el_insertstr(editor->line, insert);
  free(insert);
  return CC_REFRESH;
}

unsigned char cle_complete(EditLine *line, int key) {
  (void)key;
  CLE *editor = cle_of(line);
  size_t cursor = 0;
  char *text = cle_text(editor, &cursor);
  if (text == NULL) return CC_ERROR;
  unsigned char result = CC_NORM;
  if (is_indent(editor, text, cursor)) {
    result = el_insertstr(line, "  ") == 0 ? CC_REFRESH : CC_ERROR;
  } else {
    cle_drop_offers(editor);
    editor->completer(editor->ctx, editor, text, cursor);
    result = editor->offer_count > 0 ? insert_or_list(editor, text, cursor) : cle_refuse();
    cle_drop_offers(editor);
  }
  free(text);
  return result;
}
