#ifndef ENTREPOT_CLIBEDIT_H
#define ENTREPOT_CLIBEDIT_H

// libedit's line editor and history. Its settings take variable arguments, which Swift cannot pass: each one used has a function here.

#include <histedit.h>
#include <stdio.h>

typedef char *(*entrepot_prompt)(EditLine *);
typedef unsigned char (*entrepot_key)(EditLine *, int);

/// An editor of standard input that writes on standard error, so that standard output holds records alone; NULL when there is none.
static inline EditLine *entrepot_editor_make(void) { return el_init("entrepot", stdin, stderr, stderr); }

/// Emacs keys, the terminal's size followed, and Ctrl-C as a key rather than a signal while a line is edited. editline(3)
static inline void entrepot_editor_begin(EditLine *editor, entrepot_prompt prompt) {
    el_set(editor, EL_PROMPT, prompt);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_SIGNAL, 1);
    el_set(editor, EL_SETTY, "-d", "-isig", NULL);
}

/// Gives a key a function of ours.
static inline void entrepot_editor_bind(EditLine *editor, const char *key, const char *name, entrepot_key function) {
    el_set(editor, EL_ADDFN, name, name, function);
    el_set(editor, EL_BIND, key, name, NULL);
}

/// Gives a key one of the editor's own functions.
static inline void entrepot_editor_bind_own(EditLine *editor, const char *key, const char *name) {
    el_set(editor, EL_BIND, key, name, NULL);
}

/// Draws prompt and line anew.
static inline void entrepot_editor_redraw(EditLine *editor) { el_set(editor, EL_REFRESH); }

/// Lets the arrow keys walk a history of at most so many lines, in which no line stands twice in a row.
static inline void entrepot_editor_remember(EditLine *editor, History *lines, int most) {
    HistEvent event;
    history(lines, &event, H_SETSIZE, most);
    history(lines, &event, H_SETUNIQUE, 1);
    el_set(editor, EL_HIST, history, lines);
}

/// Adds a line to a history.
static inline void entrepot_history_add(History *lines, const char *line) {
    HistEvent event;
    history(lines, &event, H_ENTER, line);
}

#endif
