# What C++ users get: the library, its headers, and find_package(stoprule).
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/stoprule)
install(TARGETS stoprule_core re2 EXPORT stoprule-targets)
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT stoprule-targets NAMESPACE stoprule:: DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/stoprule-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES stoprule-config.cmake ${PROJECT_BINARY_DIR}/stoprule-config-version.cmake
  DESTINATION ${package_dir})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${re2_root}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME LICENSE.re2)
