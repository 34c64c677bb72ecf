# RE2, from the sources that the npm package `re2` carries (google/re2, tag
# 2023-03-01, the last release without Abseil). package-lock.json pins them by
# digest; the package's own addon is never built.
set(re2_root ${PROJECT_SOURCE_DIR}/web/node_modules/re2/vendor)
if(NOT EXISTS ${re2_root}/re2/re2.h)
  message(FATAL_ERROR "RE2's sources are missing (${re2_root}).\n"
    "Get them with `npm ci --ignore-scripts` in web/, or let `./dev build` do all of it.")
endif()
file(GLOB re2_sources ${re2_root}/re2/*.cc)
list(REMOVE_ITEM re2_sources ${re2_root}/re2/unicode_groups.cc
  ${re2_root}/re2/unicode_casefold.cc)
add_library(re2 STATIC ${re2_sources} ${re2_root}/util/rune.cc ${re2_root}/util/strutil.cc
  re2/unicode_groups.cpp re2/unicode_casefold.cpp)
# Ours of the same name come first.
target_include_directories(re2 BEFORE PRIVATE re2)
target_include_directories(re2 SYSTEM PUBLIC $<BUILD_INTERFACE:${re2_root}>)
target_compile_options(re2 PRIVATE -w)
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  target_link_libraries(re2 PUBLIC Threads::Threads)
endif()

# nlohmann_json: headers of the system, linked into a folder of their own so
# that a cross compiler sees nothing else of /usr/include.
find_path(NLOHMANN_JSON_INCLUDE nlohmann/json.hpp
  HINTS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
if(NOT NLOHMANN_JSON_INCLUDE)
  message(FATAL_ERROR "nlohmann/json.hpp is missing: install nlohmann-json3-dev.")
endif()
set(header_links ${PROJECT_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${header_links})
file(CREATE_LINK ${NLOHMANN_JSON_INCLUDE}/nlohmann ${header_links}/nlohmann SYMBOLIC)
add_library(nlohmann_headers INTERFACE)
target_include_directories(nlohmann_headers SYSTEM INTERFACE ${header_links})
