#ifndef CLINEEDIT_H
#define CLINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

// What Swift cannot call in libedit: its variadic functions, and the signals around them.
// Every text is UTF-8; every position is a count of bytes.

typedef struct CLE CLE;

typedef enum {
  CLE_STATEMENT,   // a whole statement
  CLE_END,         // Ctrl-D on an empty line, or the terminal is gone
  CLE_INTERRUPTED, // Ctrl-C: what was typed is dropped
} CLEStatus;

// Is the text a whole statement, or does Enter begin another line?
typedef bool (*CLEIsComplete)(void *ctx, const char *text);

// Names what could stand at the cursor, by calls of cle_offer.
typedef void (*CLECompleter)(void *ctx, CLE *editor, const char *text, size_t cursor);

// NULL when libedit cannot be had. `ctx` is handed back to the two functions.
CLE *cle_open(const char *program, void *ctx, CLEIsComplete is_complete, CLECompleter completer);
void cle_close(CLE *editor);

// `text` stands before every statement, `continuation` before its further lines; `sgr` is their
// colour ("1;36"), or NULL for none.
bool cle_set_prompt(CLE *editor, const char *text, const char *continuation, const char *sgr);

// Reads one statement into `*out`, which the caller gives back to cle_free.
CLEStatus cle_read(CLE *editor, char **out);
void cle_free(char *text);

// Only within a completer: `text` could replace what lies between byte `from` and the cursor.
void cle_offer(CLE *editor, size_t from, const char *text, const char *note);

// What Up and Ctrl-R find. The newest comes last.
bool cle_remember(CLE *editor, const char *text);

// Ctrl-C outside of cle_read: after cle_watch it raises a flag instead of ending the process.
void cle_watch(void);
void cle_unwatch(void);
bool cle_is_raised(void);
void cle_clear_raised(void);

// Waits until a descriptor can be read; false when Ctrl-C was pressed before or meanwhile.
bool cle_wait_unless_raised(int descriptor);

// Ends the process as a broken pipe does.
void cle_end_by_pipe(void);

// The size of the terminal behind a descriptor; false when there is none.
bool cle_terminal_size(int descriptor, int *rows, int *columns);

#endif
