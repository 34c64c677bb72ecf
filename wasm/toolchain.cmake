# Whichever Emscripten the path offers: Debian's package and an emsdk keep the
# CMake platform file in different places, and em-config knows where.
find_program(EMCC em++ REQUIRED)
get_filename_component(emcc_real ${EMCC} REALPATH)
get_filename_component(emscripten_root ${emcc_real} DIRECTORY)
include(${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)
