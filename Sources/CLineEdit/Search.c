// Ctrl-R and Ctrl-S: looks for a text anywhere in the history while it is being typed. libedit's own
// search speaks a language of its own (`bck:est`).

#include "Internals.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { CTRL_G = 0x07, BACKSPACE = 0x08, CTRL_R = 0x12, CTRL_S = 0x13, ESCAPE = 0x1B, DELETE = 0x7F };

static bool holds_pattern(CLE *editor, const char *entry) {
  return strstr(entry, editor->pattern) != NULL;
}

void cle_add_to_pattern(CLE *editor, const char *text) {
  size_t old = editor->pattern != NULL ? strlen(editor->pattern) : 0, more = strcspn(text, "\n");
  char *pattern = realloc(editor->pattern, old + more + 1);
  if (pattern == NULL) return;
  memcpy(pattern + old, text, more);
  pattern[old + more] = '\0';
  editor->pattern = pattern;
}

static void remove_from_pattern(CLE *editor) {
  size_t length = strlen(editor->pattern);
  while (length > 0 && ((unsigned char)editor->pattern[length - 1] & 0xC0) == 0x80) length--;
  if (length > 0) editor->pattern[length - 1] = '\0';
}

// Goes on to the next entry that holds the pattern, or tells that there is none.
static bool seek(CLE *editor, bool back) {
  char *text = cle_text(editor, NULL);
  bool found = text != NULL && cle_find(editor, text, back, holds_pattern);
  free(text);
  if (!found) (void)cle_refuse();
  return found;
}

// What is shown may hold the pattern still, now that it is longer.
static bool seek_from_here(CLE *editor, bool back) {
  if (editor->recalled > 0 && holds_pattern(editor, editor->shown)) return true;
  return *editor->pattern == '\0' || seek(editor, back);
}

static void from_the_start(CLE *editor, const char *original) {
  cle_replace(editor, original);
  editor->recalled = 0;
}

// Waits for a key below `search back: est`; false when there is none.
static bool key_below(CLE *editor, bool back, bool found, wchar_t *key) {
  const char *head = back ? "search back: " : "search on: ";
  const char *tail = found ? "" : back ? "  (nothing older)" : "  (nothing newer)";
  size_t room = strlen(head) + strlen(editor->pattern) + strlen(tail) + 1;
  char *status = malloc(room);
  if (status != NULL) snprintf(status, room, "%s%s%s", head, editor->pattern, tail);
  editor->status = status;
  bool is_there = cle_read_character(editor->line, key) == 1;
  editor->status = NULL;
  free(status);
  return is_there;
}

static void add_key(CLE *editor, wchar_t key) {
  char bytes[MB_LEN_MAX + 1];
  mbstate_t state;
  memset(&state, 0, sizeof state);
  size_t length = wcrtomb(bytes, key, &state);
  if (length == (size_t)-1) return;
  bytes[length] = '\0';
  cle_add_to_pattern(editor, bytes);
}

// Ends the search by a key that means something else; an Esc alone means no more than that.
static unsigned char end_by(CLE *editor, wchar_t key, bool is_vi) {
  bool is_enter = key == '\r' || key == '\n';
  char keys[2] = {(char)key, '\0'};
  if (key == ESCAPE ? cle_is_more_waiting(editor) : !(is_enter && is_vi)) {
    el_push(editor->line, keys);
  }
  return CC_REFRESH;
}

static unsigned char search(CLE *editor, bool back, bool is_vi, const char *original) {
  char *last = editor->pattern;
  editor->pattern = NULL;
  cle_add_to_pattern(editor, "");
  bool found = true;
  wchar_t key = 0;
  unsigned char result = CC_EOF; // no more keys: Ctrl-C, or the terminal is gone
  while (editor->pattern != NULL && key_below(editor, back, found, &key)) {
    if (key == CTRL_R || key == CTRL_S) {
      back = key == CTRL_R;
      if (*editor->pattern == '\0' && last != NULL) cle_add_to_pattern(editor, last);
      found = seek(editor, back);
    } else if (key == DELETE || key == BACKSPACE) {
      remove_from_pattern(editor);
      from_the_start(editor, original);
      found = seek_from_here(editor, true);
    } else if (key == CTRL_G) {
      from_the_start(editor, original);
      result = CC_REFRESH;
      break;
    } else if (key != 0 && key < 0x20) { // NUL is a paste, which is in the pattern already
      result = end_by(editor, key, is_vi);
      break;
    } else {
      if (key != 0) add_key(editor, key);
      found = seek_from_here(editor, back);
    }
  }
  free(last);
  editor->searched_back = back;
  return result;
}

// Before a search: what is typed now is what Down comes back to.
static char *begin(CLE *editor) {
  char *text = cle_text(editor, NULL);
  if (text == NULL) return NULL;
  if (editor->shown == NULL || strcmp(editor->shown, text) != 0) {
    cle_forget_search(editor);
    editor->typed = strdup(text);
  }
  return text;
}

static unsigned char search_by_key(EditLine *line, bool back, bool is_vi) {
  CLE *editor = cle_of(line);
  char *original = begin(editor);
  if (original == NULL) return CC_ERROR;
  editor->is_searching = true;
  unsigned char result = search(editor, back, is_vi, original);
  editor->is_searching = false;
  free(original);
  return result;
}

static unsigned char search_back(EditLine *line, int key) {
  return search_by_key(line, true, key == '/');
}

static unsigned char search_on(EditLine *line, int key) {
  return search_by_key(line, false, key == '?');
}

// vi's `n` and `N`: the same text again, in the same direction and in the other.
static unsigned char search_again(EditLine *line, int key) {
  CLE *editor = cle_of(line);
  if (editor->pattern == NULL || *editor->pattern == '\0') return cle_refuse();
  free(begin(editor));
  return seek(editor, (key == 'n') == editor->searched_back) ? CC_REFRESH : CC_ERROR;
}

bool cle_add_search(CLE *editor) {
  EditLine *line = editor->line;
  return el_set(line, EL_ADDFN, "cle-search-back", "Search the history back", search_back) == 0
         && el_set(line, EL_ADDFN, "cle-search-on", "Search the history on", search_on) == 0
         && el_set(line, EL_ADDFN, "cle-search-again", "Search the same again", search_again) == 0;
}
