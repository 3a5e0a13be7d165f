/* For an inclusion of a table that only wants the names of its rows: fields mean nothing. */
#define END(name)
#define FLOAT(...)
#define INT(...)
#define BOOL(...)
#define CHOICE(...)
#define LAYERS(...)
