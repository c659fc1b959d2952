# One way to declare an engine library, a program or a test, so that warnings, include roots and link visibility
# (which is what holds the arrows of the architecture) are the same everywhere.

# -Wno-restrict: at -O3, g++ 12 sees overlaps that are not there in `"." + string` (GCC bug 105329).
add_library(vitrine_options INTERFACE)
target_compile_options(vitrine_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers -Wno-restrict
    -Werror)
if(VITRINE_SANITIZE)
    target_compile_options(vitrine_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                                     -fno-omit-frame-pointer -g1)
    target_link_options(vitrine_options INTERFACE -fsanitize=address,undefined)
endif()

# With VITRINE_PRECOMPILE the headers of others that most files read, which saves a third of what compiling takes. Files
# include what they use all the same: builds without it hold them to that.
if(VITRINE_PRECOMPILE)
    set(common <algorithm> <array> <cmath> <filesystem> <functional> <map> <memory> <optional> <span> <string> <variant> <vector>
               <fmt/format.h> <glm/glm.hpp> <glm/gtc/quaternion.hpp> <nlohmann/json.hpp>)
    foreach(kind library test)
        add_library(vitrine_precompiled_${kind} OBJECT ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
        target_link_libraries(vitrine_precompiled_${kind} PRIVATE vitrine_options vitrine_third_party_glm
                                                                  vitrine_third_party_fmt vitrine_third_party_json)
        target_precompile_headers(vitrine_precompiled_${kind} PRIVATE ${common})
    endforeach()
    # From such headers g++ 12 reports overruns within std::string that are none, and does not know them for system headers.
    target_compile_options(vitrine_options INTERFACE -Wno-error=array-bounds -Wno-error=stringop-overflow
                                                     -Wno-error=stringop-overread)
    if(VITRINE_TESTS)
        target_link_libraries(vitrine_precompiled_test PRIVATE vitrine_third_party_gtest)
        target_precompile_headers(vitrine_precompiled_test PRIVATE <gtest/gtest.h>)
    endif()
endif()
function(vitrine_precompile target kind)
    if(VITRINE_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM vitrine_precompiled_${kind})
    endif()
endfunction()

# vitrine_library(optics SOURCES a.cpp b.cpp PUBLIC vitrine_base PRIVATE vitrine_third_party_png)
# Sources include each other as "optics/spectrum.h"; a library sees only the folders it links.
function(vitrine_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    set(target vitrine_${name})
    # Each library gets an include root of its own that holds only its folder, so that a missing link is a missing header.
    set(root ${CMAKE_BINARY_DIR}/include/${name})
    file(MAKE_DIRECTORY ${root})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${name} SYMBOLIC)
    add_library(${target} STATIC ${ARG_SOURCES})
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
    target_include_directories(${target} PUBLIC ${root})
    target_link_libraries(${target} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} vitrine_options)
    vitrine_precompile(${target} library)
endfunction()

# vitrine_test(unit_base TIER unit SOURCES a_test.cpp LINK vitrine_base [SANITIZED])
# One program; each of its tests is a ctest of its own, labelled by tier. Under the sanitize preset only the programs
# marked SANITIZED are built: those that use no Vulkan driver.
function(vitrine_test name)
    cmake_parse_arguments(ARG "SANITIZED" "TIER;TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(VITRINE_SANITIZE AND NOT ARG_SANITIZED)
        return()
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LINK} vitrine_options vitrine_third_party_gtest)
    target_compile_definitions(${name} PRIVATE
        VITRINE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" VITRINE_BINARY_DIR="${CMAKE_BINARY_DIR}")
    vitrine_precompile(${name} test)
    gtest_discover_tests(${name} TEST_PREFIX "${ARG_TIER}." DISCOVERY_MODE PRE_TEST
                         PROPERTIES LABELS ${ARG_TIER} TIMEOUT ${ARG_TIMEOUT})
endfunction()
