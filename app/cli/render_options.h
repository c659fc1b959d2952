#pragma once
#include "render/picture.h"
#include "scene/camera.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::cli {

/// What `vitrine render` was asked for, as it was typed.
struct RenderOptions {
    std::filesystem::path input;
    std::filesystem::path output;
    std::string size = "1280x720";
    int samples = 128;
    double timeLimit_s = 0.0; ///< 0: none
    std::string view = "hero";
    std::vector<double> camera; ///< azimuth and elevation in degrees, distance in mm
    std::vector<double> target;
    double field_deg = 15.0;
    double aperture_mm = 0.0;
    std::string projection = "perspective";
    std::string environment = "studio";
    double environmentRotation_deg = 0.0;
    std::string background = "environment";
    std::string ground; ///< "on", "off", or empty: off where the background is transparent
    int wavelengths = 8;
    int hits = 256;
    std::string white = "studio";
    double exposure_ev = 0.0;
    std::string tone = "neutral";
    std::string gamut = "rec709";
    double bloom = 0.03;
    std::vector<std::string> aovs;
    std::vector<std::string> metals, finishes, enamels, stones, parameters;
    std::string variant;
    std::uint32_t seed = 0;
    std::string device;
    std::filesystem::path statistics;
    std::vector<std::filesystem::path> references;
};

/// Declares the options on the command.
void declare(CLI::App& command, RenderOptions& options);

/// "640x360", each side 1 to 16384. Throws vitrine::Error.
std::pair<int, int> sizeOf(const std::string& text);

/// The camera that the options describe, framed on the piece where no distance is given.
scene::Camera cameraOf(const RenderOptions& options, const scene::Piece& piece, double aspect);

/// Linear Rec.709 of "#rrggbb"; nothing for "transparent" and "environment". Throws vitrine::Error for anything else.
std::optional<glm::dvec3> backgroundColour(const RenderOptions& options);

/// studioWhite: XYZ of the light that falls on the piece, which is what looks neutral unless the options say otherwise.
render::PictureSettings pictureOf(const RenderOptions& options, const glm::dvec3& studioWhite);

/// Refuses --aov names that are no layers. Throws vitrine::Error.
void checkLayers(const RenderOptions& options);

} // namespace vitrine::cli
