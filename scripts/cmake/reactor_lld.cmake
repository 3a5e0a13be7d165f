# reactor() with LLVM's linker alone, laid out as emcc lays a module out: the same memory, stack and C library.
set(LIBRARIES ${CMAKE_SYSROOT}/lib/wasm32-emscripten)
set(CMAKE_C_LINK_EXECUTABLE "${WASM_LD} -o <TARGET> <OBJECTS> <LINK_FLAGS>")
function(reactor name initial)
  list(TRANSFORM ARGN PREPEND --export= OUTPUT_VARIABLE exports)
  math(EXPR bytes "${initial} * 1024 * 1024")
  target_link_options(${name} PRIVATE ${exports} --entry=_initialize --import-undefined --strip-all --global-base=1024
    --initial-memory=${bytes} --max-memory=4294967296 -z stack-size=1048576
    -L${LIBRARIES} ${LIBRARIES}/crt1_reactor.o -lstandalonewasm-memgrow -lc -ldlmalloc -lcompiler_rt)
  set_target_properties(${name} PROPERTIES
    OUTPUT_NAME ${name}-relaxed RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
