/* A list of fields as members of a struct. No include guard: see base/fields.h. */
#define FLOAT(...) FIELD_STRUCT_FLOAT(__VA_ARGS__)
#define INT(...) FIELD_STRUCT_INT(__VA_ARGS__)
#define BOOL(...) FIELD_STRUCT_BOOL(__VA_ARGS__)
#define CHOICE(...) FIELD_STRUCT_CHOICE(__VA_ARGS__)
#define TEXT(...)
