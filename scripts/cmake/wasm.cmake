# The WebAssembly targets: no JavaScript glue, no WASI in what ships, SIMD always. With relaxed.cmake as the toolchain they are the
# fast build: the same sources with relaxed SIMD, in modules whose names end in -relaxed.
# The release options are ours, not the toolchain's: what ships has NDEBUG, the tests keep their asserts.
set(CMAKE_C_FLAGS_RELEASE "")
set(CMAKE_EXECUTABLE_SUFFIX ".wasm")

# reactor(NAME INITIAL EXPORTS...): links NAME.wasm without main, with so many MB of memory at first and exactly these exports,
# memory and _initialize.
if(RELAXED)
  include(${CMAKE_CURRENT_LIST_DIR}/reactor_lld.cmake)
else()
  include(${CMAKE_CURRENT_LIST_DIR}/reactor_emcc.cmake)
endif()

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
if(RELAXED)
  target_compile_options(core PUBLIC -mrelaxed-simd -w) # the other builds heed the warnings of the compiler that is the reference
endif()
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
  reactor(sweetspot 16 ${exports})
endif()

set(BENCH ${CMAKE_SOURCE_DIR}/tests/bench/kernels.c)
if(EXISTS ${BENCH})
  names_in(exports ${BENCH} bench_)
  add_executable(bench_kernels EXCLUDE_FROM_ALL ${BENCH})
  set_source_files_properties(${BENCH} PROPERTIES COMPILE_OPTIONS -O3)
  target_link_libraries(bench_kernels PRIVATE core)
  reactor(bench_kernels 64 ${exports})
  add_custom_target(bench DEPENDS bench_kernels)
endif()

if(RELAXED)
  return() # the tests expect the exact build's numbers
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
