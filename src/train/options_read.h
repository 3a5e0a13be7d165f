/* A list of fields as statements that read them. No include guard: see base/fields.h. */
#define FLOAT(...) FIELD_READ_FLOAT(__VA_ARGS__)
#define INT(...) FIELD_READ_INT(__VA_ARGS__)
#define BOOL(...) FIELD_READ_BOOL(__VA_ARGS__)
#define CHOICE(...) FIELD_READ_CHOICE(__VA_ARGS__)
#define TEXT(...)
