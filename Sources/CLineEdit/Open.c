// Opening and closing: the locale first, then libedit, the user's .editrc, and our keys last.

#include "Internals.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool codeset_is_utf8(void) {
  const char *codeset = nl_langinfo(CODESET);
  return strcmp(codeset, "UTF-8") == 0 || strcmp(codeset, "utf8") == 0;
}

// Without a UTF-8 locale libedit drops every byte beyond ASCII in silence. Only the character type
// is set: numbers look the same wherever they are printed.
static bool choose_locale(void) {
  const char *names[] = {"", "C.UTF-8", "en_US.UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (setlocale(LC_CTYPE, names[i]) != NULL && codeset_is_utf8()) return true;
  }
  return false;
}

static char *copy(const char *text) { return text != NULL ? strdup(text) : NULL; }

bool cle_set_prompt(CLE *editor, const char *text, const char *continuation, const char *sgr) {
  free(editor->prompt);
  free(editor->continuation);
  free(editor->sgr);
  editor->prompt = copy(text);
  editor->continuation = copy(continuation);
  editor->sgr = copy(sgr);
  return editor->prompt != NULL && editor->continuation != NULL;
}

static bool open_line(CLE *editor, const char *program) {
  editor->line = el_init(program, stdin, stdout, stderr);
  if (editor->line == NULL) return false;
  EditLine *line = editor->line;
  el_set(line, EL_CLIENTDATA, editor);
  el_set(line, EL_SIGNAL, 0);
  el_set(line, EL_GETCFN, cle_read_character);
  el_set(line, EL_EDITOR, "emacs");
  return true;
}

static bool open_history(CLE *editor) {
  editor->history = history_init();
  if (editor->history == NULL) return false;
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, 10000);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(editor->line, EL_HIST, history, editor->history);
  return true;
}

CLE *cle_open(const char *program, void *ctx, CLEIsComplete is_complete, CLECompleter completer) {
  CLE *editor = calloc(1, sizeof *editor);
  if (editor == NULL) return NULL;
  editor->ctx = ctx;
  editor->is_complete = is_complete;
  editor->completer = completer;
  editor->is_utf8 = choose_locale();
  editor->sink = fopen("/dev/null", "w");
  if (editor->sink == NULL || !open_line(editor, program) || !open_history(editor) || !cle_add_functions(editor)) {
    cle_close(editor);
    return NULL;
  }
  // What the user's .editrc binds stays, except for the keys that the prompt cannot do without;
  // `bind -v` there empties all the key maps.
  cle_bind_defaults(editor);
  el_source(editor->line, NULL);
  cle_bind_essentials(editor);
  el_set(editor->line, EL_SETFP, 1, editor->sink);
  return editor;
}

void cle_close(CLE *editor) {
  if (editor == NULL) return;
  if (editor->line != NULL) el_end(editor->line);
  if (editor->history != NULL) history_end(editor->history);
  if (editor->sink != NULL) fclose(editor->sink);
  cle_forget_drawing(editor);
  cle_drop_offers(editor);
  free(editor->offers);
  free(editor->prompt);
  free(editor->continuation);
  free(editor->sgr);
  free(editor->pattern);
  free(editor->typed);
  free(editor->shown);
  free(editor->entered);
  free(editor->unfinished);
  free(editor);
}

void cle_free(char *text) { free(text); }
