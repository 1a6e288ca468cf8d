// Bracketed paste: what a terminal sends between two marks is text, whatever bytes it holds.

#include "Internals.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

// Behind an escape sequence: of colours, of titles, or of two characters.
static const char *behind_escape(const char *at, const char *end) {
  if (++at == end) return end;
  char kind = *at++;
  if (kind == '[') {
    while (at < end && ((unsigned char)*at < 0x40 || (unsigned char)*at > 0x7E)) at++;
  } else if (kind == ']') {
    while (at < end && *at != '\a' && *at != '\033') at++;
    if (at + 1 < end && *at == '\033') at++;
  } else {
    return at;
  }
  return at < end ? at + 1 : end;
}

// Behind a prompt that a copied session has at the start of a line.
static const char *behind_prompt(const char *at, const char *end, const char *prompt) {
  size_t length = prompt != NULL ? strlen(prompt) : 0;
  while (length > 0 && prompt[length - 1] == ' ') length--;
  if (length == 0 || (size_t)(end - at) < length || strncmp(at, prompt, length) != 0) return at;
  at += length;
  return at < end && *at == ' ' ? at + 1 : at;
}

// How many bytes a character takes that may stand in a text; 0 for any other byte.
static size_t text_length(const char *at, const char *end) {
  unsigned char first = (unsigned char)*at;
  if (first < 0x80) return first >= 0x20 && first != 0x7F ? 1 : 0;
  mbstate_t state;
  memset(&state, 0, sizeof state);
  wchar_t character = 0;
  size_t length = mbrtowc(&character, at, (size_t)(end - at), &state);
  bool is_character = length != (size_t)-1 && length != (size_t)-2;
  return is_character && (character < 0x80 || character >= 0xA0) ? length : 0;
}

// The text of a paste: lines end in newlines, a tab is two blanks as when it is typed, and what is
// no text is left out; so are the newlines at the end, and prompts before the lines. NULL without
// memory.
char *cle_clean_paste(const CLE *editor, const char *bytes, size_t count, bool *ends_line) {
  char *clean = malloc(2 * count + 1), *to = clean;
  if (clean == NULL) return NULL;
  const char *at = bytes, *end = bytes + count;
  while (at < end) {
    if (to == clean || to[-1] == '\n') {
      const char *line = behind_prompt(at, end, editor->prompt);
      at = line != at ? line : behind_prompt(at, end, editor->continuation);
      if (at == end) break;
    }
    size_t length = text_length(at, end);
    if (length > 0) {
      memcpy(to, at, length);
      to += length;
      at += length;
    } else if (*at == '\033') {
      at = behind_escape(at, end);
    } else {
      if (*at == '\r' && at + 1 < end && at[1] == '\n') at++;
      if (*at == '\r' || *at == '\n') *to++ = '\n';
      if (*at == '\t') *to++ = ' ', *to++ = ' ';
      at++;
    }
  }
  const char *last = to;
  while (to > clean && to[-1] == '\n') to--;
  *ends_line = to > clean && to < last;
  *to = '\0';
  return clean;
}
