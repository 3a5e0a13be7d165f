/* Undefines the macros of a .def table, so that the next inclusion starts clean. No include guard: that is its point. */
#undef VARIANT
#undef END
#undef OPTION
#undef FLOAT
#undef INT
#undef BOOL
#undef CHOICE
#undef OBJECT
#undef TEXT
#undef LAYERS
