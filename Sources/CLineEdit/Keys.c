// The keys, and what Enter and Ctrl-D do.

#include "Internals.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *key;
  const char *command;
} Binding;

// What libedit leaves unbound. The user's .editrc comes after these.
static const Binding defaults[] = {
    {"^R", "cle-search-back"},          {"^S", "cle-search-on"},
    {"^W", "ed-delete-prev-word"},      {"\033[3~", "ed-delete-next-char"},
    {"\033[1;5C", "em-next-word"},      {"\033[1;5D", "ed-prev-word"},
    {"\033[1;3C", "em-next-word"},      {"\033[1;3D", "ed-prev-word"},
    {"^A", "cle-line-start"},           {"^E", "cle-line-end"},
    {"\033[H", "cle-line-start"},       {"\033[F", "cle-line-end"},
    {"\033OH", "cle-line-start"},       {"\033OF", "cle-line-end"},
    {"\033[1~", "cle-line-start"},      {"\033[4~", "cle-line-end"},
    {"^P", "cle-up"},                   {"^N", "cle-down"},
};

// What the prompt cannot do without, in both of vi's modes too. NUL is a Ctrl-D that was typed
// while the terminal was not raw; the screen is cleared by whoever draws on it.
static const Binding essentials[] = {
    {"^I", "cle-complete"}, {"^M", "cle-enter"},         {"^J", "cle-enter"},
    {"^D", "cle-end"},      {"^@", "cle-end"},           {"^L", "cle-clear-screen"},
};

static const Binding emacs_only[] = {
    {"\033[A", "cle-up"},   {"\033OA", "cle-up"},        {"\033[B", "cle-down"},
    {"\033OB", "cle-down"}, {"\033\r", "cle-new-line"},  {"\033\n", "cle-new-line"},
    // libedit's own command line follows a null pointer when it is left empty.
    {"\033x", "ed-unassigned"}, {"\033X", "ed-unassigned"},
};

// In vi's command mode: the Esc of an arrow key has just switched to it, and its rest arrives.
// A second arrow key finds the Esc bound there.
static const Binding vi_command_only[] = {
    {"\033[A", "cle-up"}, {"\033OA", "cle-up"}, {"\033[B", "cle-down"}, {"\033OB", "cle-down"},
    {"[A", "cle-up"}, {"OA", "cle-up"},   {"[B", "cle-down"}, {"OB", "cle-down"},
    {"k", "cle-up"},  {"j", "cle-down"},  {":", "ed-unassigned"},
    {"/", "cle-search-back"},  {"?", "cle-search-on"},
    {"n", "cle-search-again"}, {"N", "cle-search-again"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void bind_all(CLE *editor, const Binding *bindings, size_t count) {
  for (size_t i = 0; i < count; i++) {
    el_set(editor->line, EL_BIND, bindings[i].key, bindings[i].command, NULL);
  }
}

static void bind_all_for_vi(CLE *editor, const Binding *bindings, size_t count) {
  for (size_t i = 0; i < count; i++) {
    el_set(editor->line, EL_BIND, "-a", bindings[i].key, bindings[i].command, NULL);
  }
}

void cle_bind_defaults(CLE *editor) { bind_all(editor, defaults, COUNT(defaults)); }

void cle_bind_essentials(CLE *editor) {
  const char *name = NULL;
  el_get(editor->line, EL_EDITOR, &name);
  bind_all(editor, essentials, COUNT(essentials));
  if (name == NULL || strcmp(name, "vi") != 0) {
    bind_all(editor, emacs_only, COUNT(emacs_only));
  } else {
    bind_all_for_vi(editor, essentials, COUNT(essentials));
    bind_all_for_vi(editor, vi_command_only, COUNT(vi_command_only));
  }
}

bool cle_is_editing(CLE *editor) {
  int is_editing = 0;
  el_get(editor->line, EL_EDITMODE, &is_editing);
  return is_editing != 0;
}

static unsigned char new_line(EditLine *line, int key) {
  (void)key;
  return el_insertstr(line, "\n") == 0 ? CC_REFRESH : CC_ERROR;
}

// A whole statement is handed over; an unfinished one goes on in the next row.
static unsigned char enter(EditLine *line, int key) {
  CLE *editor = cle_of(line);
  char *text = cle_text(editor, NULL);
  if (text == NULL) return CC_ERROR;
  if (!editor->is_complete(editor->ctx, text)) {
    free(text);
    return new_line(line, key);
  }
  cle_leave_text(editor, "");
  // What el_gets makes of its buffer may be followed by what stood there before.
  free(editor->entered);
  editor->entered = text;
  return CC_NEWLINE;
}

// Ctrl-D ends on an empty line and deletes the character under the cursor elsewhere.
static unsigned char end(EditLine *line, int key) {
  (void)key;
  const LineInfo *info = el_line(line);
  if (info->lastchar == info->buffer) return CC_EOF;
  if (info->cursor == info->lastchar) return cle_refuse();
  el_cursor(line, 1);
  el_deletestr(line, 1);
  return CC_REFRESH;
}

static unsigned char clear_screen(EditLine *line, int key) {
  (void)key;
  cle_clear_screen(cle_of(line));
  return CC_REFRESH;
}

bool cle_add_functions(CLE *editor) {
  EditLine *line = editor->line;
  return el_set(line, EL_ADDFN, "cle-enter", "Hand over a whole statement", enter) == 0
         && el_set(line, EL_ADDFN, "cle-new-line", "Begin another line", new_line) == 0
         && el_set(line, EL_ADDFN, "cle-end", "Delete, or end on an empty line", end) == 0
         && el_set(line, EL_ADDFN, "cle-up", "Line above, or older statement", cle_up) == 0
         && el_set(line, EL_ADDFN, "cle-down", "Line below, or newer statement", cle_down) == 0
         && el_set(line, EL_ADDFN, "cle-line-start", "Start of the line", cle_line_start) == 0
         && el_set(line, EL_ADDFN, "cle-line-end", "End of the line", cle_line_end) == 0
         && el_set(line, EL_ADDFN, "cle-complete", "Complete a name", cle_complete) == 0
         && el_set(line, EL_ADDFN, "cle-clear-screen", "Clear the screen", clear_screen) == 0
         && cle_add_search(editor);
}
