#ifndef CLINEEDIT_INTERNALS_H
#define CLINEEDIT_INTERNALS_H

#if !__has_include(<histedit.h>)
#error "libedit is missing. Install it: sudo apt-get install -y libedit-dev (Debian, Ubuntu), \
sudo dnf install libedit-devel (Fedora), apk add libedit-dev (Alpine); macOS brings it with Xcode."
#endif

#include <histedit.h>

#include "CLineEdit.h"

typedef struct {
  char *text;
  char *note;
} Offer;

struct CLE {
  EditLine *line;
  History *history;
  void *ctx;
  CLEIsComplete is_complete;
  CLECompleter completer;

  char *prompt; // with its colour, and libedit's marks around what takes no room
  int prompt_cells;
  bool is_utf8, is_coloured;
  char *entered;    // the statement that Enter handed over
  char *unfinished; // with editing off: the lines of the statement so far
  bool interrupted; // by the signal, while libedit was reading
  bool hung_up;     // the terminal is gone
  int typed_ahead;  // bytes that came while the terminal was not raw, and were not read yet

  Offer *offers; // of the Tab that is being answered
  size_t offer_count, offer_room, offer_from;

  int recalled;  // how far back in the history Up has gone; 0 is the line being typed
  char *typed;   // what was being typed when Up was first pressed: the prefix to search for
  char *shown;   // what Up showed last: when the text differs, a new search begins
};

// Read.c
int cle_read_character(EditLine *line, wchar_t *out);

// Signals.c
int cle_wait(int descriptor); // 0 when it can be read, or the signal that came
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
void cle_forget_search(CLE *editor);

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

// Place.c
void cle_leave_text(CLE *editor, const char *mark);
void cle_draw_again(CLE *editor);
void cle_resized(CLE *editor);

#endif
