# The toolchain of the fast build: clang 19 and its linker, with Emscripten's headers and C library. The clang of Emscripten 3.1.6
# knows relaxed SIMD as a draft, whose instructions no engine runs.
set(CMAKE_SYSTEM_NAME Generic)
set(EMSCRIPTEN TRUE) # for CMakeLists.txt: a build of WebAssembly
set(RELAXED TRUE)
execute_process(COMMAND em-config CACHE OUTPUT_VARIABLE cache OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT EXISTS ${cache}/sysroot/lib/wasm32-emscripten/crt1_reactor.o)
  message(FATAL_ERROR "Emscripten's C library is missing below ${cache}: the preset wasm must be built first.")
endif()
set(CMAKE_SYSROOT ${cache}/sysroot)
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_C_COMPILER_TARGET wasm32-unknown-emscripten)
set(CMAKE_C_COMPILER_WORKS TRUE) # CMake would link a program in a way that is not ours
find_program(WASM_LD wasm-ld-19 REQUIRED)
