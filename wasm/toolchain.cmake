# Whichever Emscripten the path offers: Debian's package and an emsdk keep the
# CMake platform file in different places.
find_program(EMXX em++ REQUIRED)
get_filename_component(emscripten_root ${EMXX} REALPATH)
get_filename_component(emscripten_root ${emscripten_root} DIRECTORY)
include(${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)

# Debian's linker step is JavaScript that finds its packages here, also when the
# `node` in use is not Debian's.
if(EXISTS /usr/share/nodejs/acorn)
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
endif()
