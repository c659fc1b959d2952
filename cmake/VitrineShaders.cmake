# vitrine_shader(target NAME still_trace SOURCE still_trace.comp [DEFINES A=1 B=2])
# Compiles one entry point to SPIR-V with glslc and embeds it: the target gets the header "spirv/<name>.h" with
#   namespace vitrine::spirv { inline constexpr std::uint32_t <name>[] = {...}; }
# Includes are tracked, so that an edit of a shared file recompiles what uses it.
find_program(GLSLC glslc REQUIRED)
find_program(SPIRV_VAL spirv-val REQUIRED)

function(vitrine_shader target)
    cmake_parse_arguments(ARG "" "NAME;SOURCE" "DEFINES" ${ARGN})
    set(dir ${CMAKE_BINARY_DIR}/spirv/spirv)
    file(MAKE_DIRECTORY ${dir})
    set(source ${CMAKE_SOURCE_DIR}/shaders/${ARG_SOURCE})
    list(TRANSFORM ARG_DEFINES PREPEND -D)
    add_custom_command(
        OUTPUT ${dir}/${ARG_NAME}.h
        COMMAND ${GLSLC} --target-env=vulkan1.3 -O -Werror ${ARG_DEFINES} -I ${CMAKE_SOURCE_DIR}/shaders
                -MD -MF ${dir}/${ARG_NAME}.d -MT ${dir}/${ARG_NAME}.h -o ${dir}/${ARG_NAME}.spv ${source}
        COMMAND ${SPIRV_VAL} --target-env vulkan1.3 --scalar-block-layout ${dir}/${ARG_NAME}.spv
        COMMAND ${CMAKE_COMMAND} -DINPUT=${dir}/${ARG_NAME}.spv -DOUTPUT=${dir}/${ARG_NAME}.h -DNAME=${ARG_NAME}
                -P ${CMAKE_SOURCE_DIR}/cmake/EmbedSpirv.cmake
        DEPENDS ${source} ${CMAKE_SOURCE_DIR}/cmake/EmbedSpirv.cmake
        DEPFILE ${dir}/${ARG_NAME}.d
        COMMENT "Shader ${ARG_NAME}"
        VERBATIM)
    target_sources(${target} PRIVATE ${dir}/${ARG_NAME}.h)
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/spirv)
endfunction()
