/* The fields of a .def table as statements that put their defaults and ranges into the configuration `c` of test_api.c. No include
 * guard: see base/fields.h. */
#define FLOAT(name, dflt, low, high, ...) put(c, dflt, low, high, false);
#define INT(name, dflt, low, high, ...) put(c, dflt, low, high, true);
#define BOOL(name, dflt, help) put(c, dflt, 0, 1, false);
#define CHOICE(name, dflt, table, help) put_choice(c, #name, table##_##dflt, table##_count);
#define LAYERS(name, ...) put(c, 0, 0, 1e6, true);
#define TEXT(...)
#define END(name) break;
