/* A list of fields as statements that read them into *o, in a function that has `in`, `end`, `o` and `ok`. An OBJECT named x is
 * read by x_read. No include guard: see base/fields.h. */
#define FLOAT(name, dflt, low, high, ...) o->name = (float)field_take(in, end, low, high, &ok);
#define INT(name, dflt, low, high, ...) o->name = field_take_whole(in, end, low, high, &ok);
#define BOOL(name, ...) o->name = field_take(in, end, 0, 1, &ok) != 0.0;
#define CHOICE(name, dflt, table, ...) o->name = field_take_whole(in, end, 0, table##_count - 1, &ok);
#define OBJECT(name, ...) ok = name##_read(&o->name, in, end) && ok;
#define LAYERS(name, ...) o->name = field_take_whole(in, end, 0, 1e6, &ok);
#define TEXT(...)
