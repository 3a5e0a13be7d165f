# reactor() with emcc. It adds exports for its own glue (stackSave, __errno_location ...); wasm-metadce takes them out again,
# and with them what only they reach.

# Debian's emcc runs acorn when it optimises and finds it only there.
if(EXISTS /usr/share/nodejs/acorn)
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
endif()

# TOTAL_STACK is the name that 3.1.6 and later versions both know.
set(MEMORY -sSTANDALONE_WASM -sWASM_BIGINT -sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=4GB -sTOTAL_STACK=1MB)

find_program(WASM_METADCE wasm-metadce HINTS $ENV{EMSCRIPTEN_ROOT}/../bin REQUIRED)
function(reactor name initial)
  list(TRANSFORM ARGN PREPEND _ OUTPUT_VARIABLE symbols)
  list(JOIN symbols "," symbols)
  target_link_options(${name} PRIVATE -O3 ${MEMORY} -sINITIAL_MEMORY=${initial}MB --no-entry -sEXPORTED_FUNCTIONS=${symbols})
  set(doors memory _initialize ${ARGN})
  list(TRANSFORM doors REPLACE "(.+)" "{\"name\":\"\\1\",\"export\":\"\\1\"}" OUTPUT_VARIABLE nodes)
  list(JOIN nodes ",\n" nodes)
  list(JOIN doors "\",\"" doors)
  set(graph ${CMAKE_CURRENT_BINARY_DIR}/${name}.exports.json)
  file(CONFIGURE OUTPUT ${graph} CONTENT "[{\"name\":\"root\",\"root\":true,\"reaches\":[\"${doors}\"]},\n${nodes}]\n")
  set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${graph})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  add_custom_command(TARGET ${name} POST_BUILD VERBATIM
    COMMAND ${WASM_METADCE} $<TARGET_FILE:${name}> --graph-file=${graph} -o $<TARGET_FILE:${name}>
            --enable-simd --enable-bulk-memory --enable-mutable-globals --quiet)
endfunction()
