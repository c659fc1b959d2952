# Makes an assets folder with the goldens' own studio: the product's assets, with one entry changed when TWIN names what.
# A twin's picture must differ from the golden by far. Run as a script with ASSETS, STUDIO, OUT and TWIN.
file(REMOVE_RECURSE ${OUT})
file(COPY ${ASSETS}/catalogue ${ASSETS}/parts DESTINATION ${OUT})
file(MAKE_DIRECTORY ${OUT}/studios)
file(COPY_FILE ${STUDIO} ${OUT}/studios/golden.json)

function(edit entry)
    file(READ ${OUT}/catalogue/${entry} json)
    string(JSON json SET "${json}" ${ARGN})
    file(WRITE ${OUT}/catalogue/${entry} "${json}")
endfunction()

if(TWIN STREQUAL "index")
    edit(gems/diamond.json index_offset 0.01)
elseif(TWIN STREQUAL "facet")
    edit(cuts/round-brilliant.json deviations [=[[{"facet": 1, "tilt_deg": 0.5}]]=])
elseif(TWIN STREQUAL "dispersion")
    edit(gems/diamond.json dispersion_scale 0.5)
elseif(TWIN STREQUAL "absorption")
    edit(gems/ruby.json absorption_scale 1.1)
elseif(TWIN STREQUAL "metal") # 2N for 3N, ISO 8654: 16 % silver and 9 % copper instead of 12.5 % each
    edit(metals/18k-yellow.json recipe Ag 16)
    edit(metals/18k-yellow.json recipe Cu 9)
elseif(TWIN)
    message(FATAL_ERROR "no twin is called ${TWIN}")
endif()
