# The WebAssembly targets: no JavaScript glue, no WASI in what ships, SIMD always.
# The release options are ours, not the toolchain's: what ships has NDEBUG, the tests keep their asserts.
set(CMAKE_C_FLAGS_RELEASE "")
set(CMAKE_EXECUTABLE_SUFFIX ".wasm")

# Debian's emcc runs acorn when it optimises and finds it only there.
if(EXISTS /usr/share/nodejs/acorn)
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
endif()

# TOTAL_STACK is the name that 3.1.6 and later versions both know.
set(MEMORY -sSTANDALONE_WASM -sWASM_BIGINT -sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=4GB -sTOTAL_STACK=1MB)

# reactor(NAME INITIAL EXPORTS...): links NAME.wasm without main, with so much memory at first and exactly these exports, memory and _initialize.
# emcc adds exports for its own glue (stackSave, __errno_location ...); wasm-metadce takes them out again, and with
# them what only they reach.
find_program(WASM_METADCE wasm-metadce HINTS $ENV{EMSCRIPTEN_ROOT}/../bin REQUIRED)
function(reactor name initial)
  list(TRANSFORM ARGN PREPEND _ OUTPUT_VARIABLE symbols)
  list(JOIN symbols "," symbols)
  target_link_options(${name} PRIVATE -O3 ${MEMORY} -sINITIAL_MEMORY=${initial} --no-entry -sEXPORTED_FUNCTIONS=${symbols})
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

# names_in(RESULT FILE PREFIX): the functions that FILE declares or defines with that prefix, comments left out.
function(names_in result file prefix)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  string(REGEX REPLACE "/\\*[^*]*\\*+([^/*][^*]*\\*+)*/" "" text "${text}")
  string(REGEX REPLACE "//[^\n]*" "" text "${text}")
  string(REGEX MATCHALL "[^A-Za-z0-9_]${prefix}[A-Za-z0-9_]+\\(" names "${text}")
  list(TRANSFORM names REPLACE "[^A-Za-z0-9_]" "")
  list(REMOVE_DUPLICATES names)
  set(${result} ${names} PARENT_SCOPE)
endfunction()

# The kernels are what time is spent in; the rest is compiled for size, since every visitor downloads it.
# Each file gets one of the two, not both: after an -Os emcc neither inlines nor unrolls, whatever -O3 follows it.
# The kernels are vectorised by hand; what the compiler would vectorise besides are their plain ends of arrays: 8 kB, no gain.
core(core -msimd128 -DNDEBUG)
foreach(source ${CORE})
  if(source MATCHES "/src/kernels/")
    set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "-O3;-fno-vectorize")
  else()
    set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS -Os)
  endif()
endforeach()
set(HEADER ${CMAKE_SOURCE_DIR}/include/sweetspot.h)
if(EXISTS ${HEADER})
  names_in(exports ${HEADER} ss_)
  add_executable(sweetspot $<TARGET_OBJECTS:core>)
  target_link_libraries(sweetspot PRIVATE core)
  reactor(sweetspot 16MB ${exports})
endif()

set(BENCH ${CMAKE_SOURCE_DIR}/tests/bench/kernels.c)
if(EXISTS ${BENCH})
  names_in(exports ${BENCH} bench_)
  add_executable(bench_kernels EXCLUDE_FROM_ALL ${BENCH})
  set_source_files_properties(${BENCH} PROPERTIES COMPILE_OPTIONS -O3)
  target_link_libraries(bench_kernels PRIVATE core)
  reactor(bench_kernels 64MB ${exports})
  add_custom_target(bench DEPENDS bench_kernels)
endif()

# node:wasi of Node 20 crashes when a memory grows by tens of megabytes, so the tests begin with enough.
core(core_asserts -O2 -msimd128)
add_custom_target(wasm_tests)
foreach(source ${TESTS})
  cmake_path(GET source STEM name)
  add_executable(${name} EXCLUDE_FROM_ALL ${source})
  target_link_libraries(${name} PRIVATE core_asserts)
  target_link_options(${name} PRIVATE -O2 ${MEMORY} -sINITIAL_MEMORY=256MB)
  add_dependencies(wasm_tests ${name})
  add_test(NAME ${name}.wasm COMMAND node --no-warnings tests/c/run_wasi.mjs $<TARGET_FILE:${name}>
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name}.wasm PROPERTIES TIMEOUT 300)
endforeach()
