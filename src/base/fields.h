/** The grammar of the .def tables, which hold every list of the house: one list, one place.
 *
 *  A table is a sequence of macro calls, included several times under different definitions. From the same rows come the C
 *  structs, the readers that fill them from an array of doubles, the JSON schema (src/api/schema.c), and from that every
 *  check, default, page control and page of the reference.
 *
 *      VARIANT(name, help, source) ...fields... END(name)   a row with fields; source is the paper, or ""
 *      OPTION(name, help)                                   a row without fields
 *      FLOAT(name, default, low, high, tune_low, tune_high, LINEAR | LOG, unit, help)
 *      INT(name, default, low, high, tune_low, tune_high, LINEAR | LOG, unit, help)
 *      BOOL(name, true | false, help)
 *      CHOICE(name, default, table, help)                   the name of a row of another table
 *      OBJECT(name, absent, untyped, table, help)           one VARIANT of another table with its fields; `absent` is meant
 *                                                           when the study file leaves it out, `untyped` when it gives fields
 *                                                           but no "type"
 *      LAYERS(name, help)                                   a list of layers; in C how many of the layers before this row it is
 *      TEXT(name, help)                                     a string; never reaches C
 *
 *  [low, high] is what is allowed, [tune_low, tune_high] what a search would try first. Numbers are written as JSON writes
 *  them. As doubles, fields stand in the order of their rows: a number as itself, BOOL as 0 or 1, CHOICE as the index of the row,
 *  OBJECT as the index of the variant followed by its fields. Every file of rows undefines what it was given (fields_end.h).
 *
 *  fields_struct.h and fields_read.h turn a list of fields (a section of the study file) into members and into statements that
 *  read them; fields_union.h does both for a table of variants.
 */
#ifndef FIELDS_H
#define FIELDS_H

#include <stdbool.h>

/* JavaScript has said nicely what is wrong long before; here a number out of its row's range is refused, no more. */
static inline double field_take(const double **const in, const double *const end, const double low, const double high,
                                bool *const ok) {
    if (*in == end || !(**in >= low && **in <= high)) return *ok = false, low;
    return *(*in)++;
}
static inline int field_take_whole(const double **const in, const double *const end, const double low,
                                   const double high, bool *const ok) {
    const double x = field_take(in, end, low, high, ok);
    if (x != (double)(int)x) *ok = false;
    return (int)x;
}

#define FIELD_PASTE_(a, b) a##_##b
#define FIELD_PASTE(a, b) FIELD_PASTE_(a, b)

#endif
