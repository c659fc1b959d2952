// What the headers that are parsed once belong to; see VitrineTargets.cmake.
