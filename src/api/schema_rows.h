/* clang-format off */
/* How a row of a .def table is written as JSON. Included before each table: fields_end.h undefines it again. */
#define VARIANT(name, help, source) \
    "{\"name\":\"" NAME(name) "\",\"help\":\"" help "\",\"source\":\"" source "\",\"fields\":["
#define END(name) "null]},"
#define OPTION(name, help) "{\"name\":\"" NAME(name) "\",\"help\":\"" help "\"},"
#define FLOAT(...) NUMBER("float", __VA_ARGS__)
#define INT(...) NUMBER("int", __VA_ARGS__)
#define BOOL(name, dflt, help) "{\"name\":\"" #name "\",\"type\":\"bool\",\"default\":" #dflt ",\"help\":\"" help "\"},"
#define CHOICE(name, dflt, table, help) \
    "{\"name\":\"" #name "\",\"type\":\"choice\",\"default\":\"" #dflt "\",\"table\":\"" #table "\",\"help\":\"" help "\"},"
#define OBJECT(name, absent, untyped, table, help)                                                                  \
    "{\"name\":\"" #name "\",\"type\":\"object\",\"table\":\"" #table "\",\"absent\":\"" #absent "\",\"untyped\":\"" \
    #untyped "\",\"help\":\"" help "\"},"
#define LAYERS(name, help) "{\"name\":\"" #name "\",\"type\":\"layers\",\"help\":\"" help "\"},"
#define TEXT(name, help) "{\"name\":\"" #name "\",\"type\":\"text\",\"help\":\"" help "\"},"
/* clang-format on */
