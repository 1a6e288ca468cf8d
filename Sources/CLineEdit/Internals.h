#ifndef CLINEEDIT_INTERNALS_H
#define CLINEEDIT_INTERNALS_H

#if !__has_include(<histedit.h>)
#error "libedit is missing. Install it: sudo apt-get install -y libedit-dev (Debian, Ubuntu), \
sudo dnf install libedit-devel (Fedora), apk add libedit-dev (Alpine); macOS brings it with Xcode."
#endif

#include <stdio.h>

#include <histedit.h>

#include "CLineEdit.h"

typedef struct {
  char *text;
  char *note;
} Offer;

typedef struct {
  int row, column;
} Place;

// Bytes of a layout that stand in one row of the screen.
typedef struct {
  size_t start, end, prompt; // `prompt` bytes at its start are the prompt
  int cells;
} Row;

// Prompts and text as they stand on a screen of some width.
typedef struct {
  char *text; // printable, the rows one behind the other
  size_t length, room;
  Row *rows;
  size_t count, row_room;
  int columns;
  Place cursor; // may be at the end of a full row only where nothing follows
  bool failed;  // for want of memory
} Layout;

struct CLE {
  EditLine *line;
  History *history;
  FILE *sink; // libedit edits, and what it draws goes here: nowhere
  void *ctx;
  CLEIsComplete is_complete;
  CLECompleter completer;

  char *prompt, *continuation, *sgr; // before the first line, before the others, and their colour
  bool is_utf8;
  char *entered;    // the statement that Enter handed over
  char *unfinished; // with editing off: the lines of the statement so far
  bool interrupted; // by the signal, while libedit was reading
  bool hung_up;     // the terminal is gone
  int typed_ahead;  // bytes that came while the terminal was not raw, and were not read yet
  char pushed[8];   // bytes that were read to see what an Esc begins
  size_t pushed_count;
  bool paste_ends_line; // the last that came was a paste, and a newline behind it was left out

  Layout drawn;     // what is on the screen
  int top;          // its first row that fits on the screen
  Place at;         // of the terminal's cursor, below that row
  const char *status; // a row below the text, or NULL

  Offer *offers; // of the Tab that is being answered
  size_t offer_count, offer_room, offer_from;

  int recalled;  // how far back in the history Up has gone; 0 is the line being typed
  char *typed;   // what was being typed when Up was first pressed: the prefix to search for
  char *shown;   // what Up showed last: when the text differs, a new search begins

  char *pattern; // of Ctrl-R and Ctrl-S, the last one too
  bool is_searching, searched_back;
};

// Read.c
int cle_read_character(EditLine *line, wchar_t *out);
bool cle_is_more_waiting(const CLE *editor);

// Paste.c
char *cle_clean_paste(const CLE *editor, const char *bytes, size_t count, bool *ends_line);

// Signals.c
enum { CLE_SILENCE = -1, CLE_PATIENT = -1 };
// 0 when it can be read, the signal that came, or CLE_SILENCE after so many milliseconds
int cle_wait(int descriptor, int patience);
void cle_signals_begin(void);
void cle_signals_end(void);
void cle_die_of(int signal);

// Keys.c
bool cle_add_functions(CLE *editor);
void cle_bind_defaults(CLE *editor);
void cle_bind_essentials(CLE *editor);
bool cle_is_editing(CLE *editor);

// History.c
unsigned char cle_up(EditLine *line, int key);
unsigned char cle_down(EditLine *line, int key);
unsigned char cle_line_start(EditLine *line, int key);
unsigned char cle_line_end(EditLine *line, int key);
void cle_forget_search(CLE *editor);
bool cle_find(CLE *editor, const char *text, bool older, bool (*matches)(CLE *, const char *));

// Search.c
bool cle_add_search(CLE *editor);
void cle_add_to_pattern(CLE *editor, const char *text);

// Completion.c
unsigned char cle_complete(EditLine *line, int key);
void cle_drop_offers(CLE *editor);

// Text.c
CLE *cle_of(EditLine *line);
char *cle_text(CLE *editor, size_t *cursor); // a copy, to be freed; NULL without memory
void cle_replace(CLE *editor, const char *text);
void cle_delete_before(CLE *editor, size_t bytes);
int cle_characters(const char *text, size_t bytes);
int cle_cells(const char *text, size_t bytes, size_t *fits, int room);

// Layout.c
Layout cle_layout(const CLE *editor, const char *text, size_t cursor, int columns);
size_t cle_character_length(const char *at, const char *end);

// Draw.c
void cle_draw(CLE *editor);
void cle_leave_text(CLE *editor, const char *mark);
void cle_draw_again(CLE *editor);
void cle_resized(CLE *editor);
void cle_clear_screen(CLE *editor);
void cle_forget_drawing(CLE *editor);
void cle_write_prompt(const CLE *editor, const char *prompt);
unsigned char cle_refuse(void);

#endif
