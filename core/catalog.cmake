# add_catalog_blob(<variable> <data folder>): compiles the JSON files under the
# folder into one C++ source in the build tree and puts its name in <variable>.
# A WASM build runs the native catalogc, so both embed the same bytes.
function(add_catalog_blob variable data)
  file(GLOB_RECURSE data_files CONFIGURE_DEPENDS ${data}/*.json)
  set(blob ${CMAKE_CURRENT_BINARY_DIR}/catalog_blob.cpp)
  if(EMSCRIPTEN)
    find_host_catalogc(catalogc)
  else()
    set(catalogc catalogc)
  endif()
  add_custom_command(OUTPUT ${blob}
    COMMAND ${catalogc} ${data} ${blob}
    DEPENDS ${catalogc} ${data_files}
    COMMENT "Compiling the catalog"
    VERBATIM)
  set_source_files_properties(${blob} PROPERTIES COMPILE_OPTIONS -w)
  set(${variable} ${blob} PARENT_SCOPE)
endfunction()

# The native tool for a WASM build: from STOPRULE_HOST_TOOLS as it is, else from
# a native build tree that is brought up to date first.
function(find_host_catalogc variable)
  if(STOPRULE_HOST_TOOLS)
    set(${variable} ${STOPRULE_HOST_TOOLS}/catalogc PARENT_SCOPE)
    return()
  endif()
  set(host)
  foreach(preset dev release)
    set(tree ${PROJECT_SOURCE_DIR}/build/${preset})
    if(NOT host AND EXISTS ${tree}/CMakeCache.txt)
      set(host ${tree})
    endif()
  endforeach()
  if(NOT host)
    set(host ${PROJECT_BINARY_DIR}/host)
    execute_process(
      COMMAND ${CMAKE_COMMAND} -E env --unset=CC --unset=CXX --unset=CFLAGS --unset=CXXFLAGS
        ${CMAKE_COMMAND} -G ${CMAKE_GENERATOR} -S ${PROJECT_SOURCE_DIR} -B ${host}
        -DCMAKE_BUILD_TYPE=Release -DSTOPRULE_TESTS=OFF
        "-DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}"
      COMMAND_ERROR_IS_FATAL ANY)
  endif()
  add_custom_target(host_tools
    COMMAND ${CMAKE_COMMAND} --build ${host} --target catalogc
    BYPRODUCTS ${host}/bin/catalogc
    COMMENT "Building the host tools" USES_TERMINAL VERBATIM)
  set(${variable} ${host}/bin/catalogc PARENT_SCOPE)
endfunction()
