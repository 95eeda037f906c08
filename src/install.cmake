# What `cmake --install` and `cpack` put where. Components: program, development.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The manual and the completion come from the program itself, whenever it is linked.
set(generated ${PROJECT_BINARY_DIR}/share)
file(MAKE_DIRECTORY ${generated})
if(NOT CMAKE_CROSSCOMPILING)
  add_custom_command(TARGET openrisk_main POST_BUILD
    COMMAND $<TARGET_FILE:openrisk_main> manual > ${generated}/openrisk.1
    COMMAND $<TARGET_FILE:openrisk_main> completion bash > ${generated}/openrisk.bash
    COMMAND $<TARGET_FILE:openrisk_main> completion zsh > ${generated}/_openrisk
    COMMAND $<TARGET_FILE:openrisk_main> completion fish > ${generated}/openrisk.fish)
  install(FILES ${generated}/openrisk.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
  install(FILES ${generated}/openrisk.bash RENAME openrisk
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)
  install(FILES ${generated}/openrisk.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
          COMPONENT program)
  # Where zsh looks for what packages bring differs from where it looks for the rest.
  install(CODE "
    set(folder site-functions)
    if(CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
      set(folder vendor-completions)
    endif()
    file(INSTALL \"${generated}/_openrisk\"
         DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/zsh/\${folder}\")" COMPONENT program)
endif()
install(TARGETS openrisk_main DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

# The licences of the libraries that the program contains, or that come along in the tarball, ask to be passed on.
install(CODE "
  execute_process(COMMAND sh \"${PROJECT_SOURCE_DIR}/src/notices.sh\" libyaml-cpp.a libarchive.a libbz2.a libzstd.a
                          liblzma.a libnettle.a libz.a libcrypto.a CLI/CLI.hpp nlohmann/json.hpp libfmt.so
                          libsimdjson.so libstdc++.so.6 libgcc_s.so.1
                  OUTPUT_FILE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DOCDIR}/NOTICES\"
                  COMMAND_ERROR_IS_FATAL ANY)"
        COMPONENT program)

# A tarball for machines without these libraries: they come along, but for those of the C library.
if(OPENRISK_BUNDLE)
  set_target_properties(openrisk_main PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}/openrisk")
  install(TARGETS openrisk_main RUNTIME_DEPENDENCY_SET bundled DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
  install(RUNTIME_DEPENDENCY_SET bundled PRE_EXCLUDE_REGEXES "ld-linux" "lib(c|m|dl|pthread|rt)\\.so"
          DESTINATION ${CMAKE_INSTALL_LIBDIR}/openrisk COMPONENT program)
  install(CODE "
    execute_process(COMMAND sh \"${PROJECT_SOURCE_DIR}/src/needs.sh\" \"$<TARGET_FILE:openrisk_main>\"
                    OUTPUT_FILE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/NEEDS\" COMMAND_ERROR_IS_FATAL ANY)"
          COMPONENT program)
endif()

set(config ${CMAKE_INSTALL_LIBDIR}/cmake/openrisk)
install(TARGETS openrisk EXPORT openrisk DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/openrisk DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        COMPONENT development FILES_MATCHING PATTERN "*.hpp" PATTERN "*.def")
install(EXPORT openrisk FILE openriskTargets.cmake NAMESPACE openrisk:: DESTINATION ${config} COMPONENT development)
configure_package_config_file(${PROJECT_SOURCE_DIR}/src/openriskConfig.cmake.in
  ${PROJECT_BINARY_DIR}/openriskConfig.cmake INSTALL_DESTINATION ${config})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/openriskConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/openriskConfig.cmake ${PROJECT_BINARY_DIR}/openriskConfigVersion.cmake
        ${PROJECT_SOURCE_DIR}/src/libraries.cmake DESTINATION ${config} COMPONENT development)

# `cpack -G DEB` and `cpack -G TGZ`, of the program alone.
set(CPACK_PACKAGE_VENDOR "the maintainers of openrisk")
set(CPACK_PACKAGE_CONTACT "the maintainers of openrisk <maintainers@openrisk.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_COMPONENTS_ALL program)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_ARCHIVE_PROGRAM_FILE_NAME openrisk-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME openrisk)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
if(OPENRISK_BUNDLE)
  set(CPACK_GENERATOR TGZ)
  set(CPACK_PACKAGING_INSTALL_PREFIX /openrisk-${PROJECT_VERSION})
else()
  set(CPACK_GENERATOR DEB)
endif()
set(CPACK_SOURCE_GENERATOR "")
include(CPack)
