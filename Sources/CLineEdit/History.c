// Up and Down: by line within the text, then through the older statements that begin with it.
// libedit's own search would begin anew at every press, since it asks which command came before.

#include "Internals.h"

#include <stdlib.h>
#include <string.h>

bool cle_remember(CLE *editor, const char *text) {
  HistEvent event;
  return history(editor->history, &event, H_ENTER, text) >= 0;
}

void cle_forget_search(CLE *editor) {
  free(editor->typed);
  free(editor->shown);
  editor->typed = editor->shown = NULL;
  editor->recalled = 0;
}

// Characters between two places of the text.
static int between(const char *from, const char *to) {
  return cle_characters(from, (size_t)(to - from));
}

static const char *line_start(const char *text, const char *at) {
  while (at > text && at[-1] != '\n') at--;
  return at;
}

// The place `column` characters into the line that begins at `at`, or the line's end.
static const char *column_of(const char *at, int column) {
  while (*at != '\0' && *at != '\n' && column > 0) {
    at++;
    while (((unsigned char)*at & 0xC0) == 0x80) at++;
    column--;
  }
  return at;
}

static bool line_up(CLE *editor, const char *text, size_t cursor) {
  const char *at = text + cursor, *start = line_start(text, at);
  if (start == text) return false;
  const char *above = column_of(line_start(text, start - 1), between(start, at));
  el_cursor(editor->line, -between(above, at));
  return true;
}

static bool line_down(CLE *editor, const char *text, size_t cursor) {
  const char *at = text + cursor, *end = strchr(at, '\n');
  if (end == NULL) return false;
  const char *below = column_of(end + 1, between(line_start(text, at), at));
  el_cursor(editor->line, between(at, below));
  return true;
}

unsigned char cle_line_start(EditLine *line, int key) {
  (void)key;
  CLE *editor = cle_of(line);
  size_t cursor = 0;
  char *text = cle_text(editor, &cursor);
  if (text == NULL) return CC_ERROR;
  el_cursor(line, -between(line_start(text, text + cursor), text + cursor));
  free(text);
  return CC_CURSOR;
}

unsigned char cle_line_end(EditLine *line, int key) {
  (void)key;
  CLE *editor = cle_of(line);
  size_t cursor = 0;
  char *text = cle_text(editor, &cursor);
  if (text == NULL) return CC_ERROR;
  const char *at = text + cursor;
  el_cursor(line, between(at, at + strcspn(at, "\n")));
  free(text);
  return CC_CURSOR;
}

static bool show(CLE *editor, const char *text, int recalled) {
  char *copy = strdup(text);
  if (copy == NULL) return false;
  cle_replace(editor, copy);
  free(editor->shown);
  editor->shown = copy;
  editor->recalled = recalled;
  return true;
}

static bool begins_as_typed(CLE *editor, const char *entry) {
  return strncmp(entry, editor->typed, strlen(editor->typed)) == 0;
}

// Goes on from the statement shown last, the newest being number 1, to the next one that matches.
bool cle_find(CLE *editor, const char *text, bool older, bool (*matches)(CLE *, const char *)) {
  HistEvent event;
  const char *found = NULL;
  int place = 0, at = 1;
  int status = history(editor->history, &event, H_FIRST);
  for (; status >= 0; at++, status = history(editor->history, &event, H_NEXT)) {
    bool is_before = older ? at <= editor->recalled : at >= editor->recalled;
    if (is_before && older) continue;
    if (is_before) break;
    if (!matches(editor, event.str) || strcmp(event.str, text) == 0) continue;
    found = event.str;
    place = at;
    if (older) break;
  }
  return found != NULL && show(editor, found, place);
}

unsigned char cle_up(EditLine *line, int key) {
  (void)key;
  CLE *editor = cle_of(line);
  size_t cursor = 0;
  char *text = cle_text(editor, &cursor);
  if (text == NULL) return CC_ERROR;
  bool done = line_up(editor, text, cursor);
  if (!done) {
    if (editor->shown == NULL || strcmp(editor->shown, text) != 0) {
      cle_forget_search(editor);
      editor->typed = strdup(text);
    }
    done = editor->typed != NULL && cle_find(editor, text, true, begins_as_typed);
  }
  free(text);
  return done ? CC_REFRESH : cle_refuse();
}

unsigned char cle_down(EditLine *line, int key) {
  (void)key;
  CLE *editor = cle_of(line);
  size_t cursor = 0;
  char *text = cle_text(editor, &cursor);
  if (text == NULL) return CC_ERROR;
  bool done = line_down(editor, text, cursor);
  if (!done && editor->shown != NULL && strcmp(editor->shown, text) == 0) {
    done = cle_find(editor, text, false, begins_as_typed);
    if (!done) { // below the newest is what was being typed
      cle_replace(editor, editor->typed);
      cle_forget_search(editor);
      done = true;
    }
  }
  free(text);
  return done ? CC_REFRESH : cle_refuse();
}
