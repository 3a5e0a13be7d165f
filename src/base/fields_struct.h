/* A list of fields as members of a struct. An OBJECT named x is a `union x_options`. No include guard: see base/fields.h. */
#define FLOAT(name, ...) float name;
#define INT(name, ...) int name;
#define BOOL(name, ...) bool name;
#define CHOICE(name, ...) int name;
#define OBJECT(name, ...) union name##_options name;
#define LAYERS(name, ...) int name;
#define TEXT(...)
