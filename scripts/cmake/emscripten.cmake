# Finds the Emscripten of this machine (Debian's package or an activated emsdk) and is its CMake toolchain.
if(NOT DEFINED ENV{EMSCRIPTEN_ROOT})
  execute_process(COMMAND em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE root OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT root)
    message(FATAL_ERROR "Emscripten is missing: no em-config on the PATH. `node scripts/bootstrap.mjs` installs it.")
  endif()
  set(ENV{EMSCRIPTEN_ROOT} "${root}") # try_compile projects read this file again
endif()
include("$ENV{EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake")
