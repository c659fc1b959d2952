#include "render_options.h"

#include "base/error.h"
#include "optics/colour.h"
#include "render/still.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vitrine::cli {
namespace {

constexpr int kLargestSide = 16384;

constexpr const char* kExamples = R"(
Examples:
  vitrine render solitaire.json -o ring.png
  vitrine render solitaire.json -o ring.png --size 1920x1080 --samples 512
  vitrine render solitaire.json -o ring.png --metal shank=platinum-950 --stone centre=blue-sapphire
  vitrine render solitaire.json -o ring.png --set finger_size=7 --view top
  vitrine render solitaire.json -o cut-out.png --background transparent
  vitrine render solitaire.json -o ring.exr --aov variance,stone-id --stats ring.json
  vitrine render model.glb -o model.png --environment room.hdr --environment-rotation 40
  vitrine render solitaire.json -o ring.png --time-limit 60 --samples 4096   as good as a minute makes it

Ctrl-C writes what has converged so far. A .png is developed for the display; an .exr holds linear light.

Exit code: 0 done, 1 a reference differs, 2 an input or a device cannot be used, 130 interrupted (the picture is written).)";

[[noreturn]] void refuse(const char* option, std::string problem, std::string remedy) {
    throw Error({.place = option, .problem = std::move(problem), .remedy = std::move(remedy)});
}

double linearOfByte(int code) {
    return shared64::linearFromSrgb(code / 255.0);
}

} // namespace

void declare(CLI::App& command, RenderOptions& o) {
    command.add_option("INPUT", o.input, "A design (.json) or a model (.glb, .gltf)")->required();
    command.add_option("-o,--output", o.output, "The picture to write: .png or .exr")->required()->type_name("FILE");
    command.add_option("--size", o.size, "Width and height in pixels")->type_name("WxH")->capture_default_str();
    command.add_option("--samples", o.samples, "Paths a pixel")->check(CLI::Range(1, 1 << 20))->capture_default_str();
    command.add_option("--time-limit", o.timeLimit_s, "Stop after so many seconds, with whole samples")
        ->type_name("S")
        ->check(CLI::NonNegativeNumber);
    command.add_option("--view", o.view, "hero, top, front or side")->type_name("NAME")->capture_default_str();
    command.add_option("--camera", o.camera, "Azimuth and elevation in degrees, distance in mm (left out: framed)")
        ->type_name("AZ,EL[,DIST]")
        ->delimiter(',')
        ->expected(2, 3);
    command.add_option("--target", o.target, "The point looked at, mm")
        ->type_name("X,Y,Z")
        ->delimiter(',')
        ->expected(3);
    command.add_option("--fov", o.field_deg, "Vertical field of view")
        ->type_name("DEG")
        ->check(CLI::Range(1.0, 120.0))
        ->capture_default_str();
    command
        .add_option("--aperture", o.aperture_mm, "Diameter of the lens in mm, focused on the target; 0: all is sharp")
        ->type_name("MM")
        ->check(CLI::Range(0.0, 100.0));
    command.add_option("--projection", o.projection, "perspective or orthographic")
        ->check(CLI::IsMember({"perspective", "orthographic"}))
        ->capture_default_str();
    command.add_option("--environment", o.environment, "A studio of the assets by name, or an .hdr or .exr map")
        ->type_name("NAME|FILE")
        ->capture_default_str();
    command.add_option("--environment-rotation", o.environmentRotation_deg, "Turns the map with growing azimuth")
        ->type_name("DEG")
        ->check(CLI::Range(-360.0, 360.0));
    command
        .add_option("--background", o.background,
                    "What the camera sees behind the piece: environment, transparent or #rrggbb")
        ->type_name("WHAT")
        ->capture_default_str();
    command.add_option("--ground", o.ground, "on or off; off by default where the background is transparent")
        ->check(CLI::IsMember({"on", "off"}));
    command.add_option("--wavelengths", o.wavelengths, "Carried by a path; 1 shares nothing and is the reference")
        ->check(CLI::IsMember({1, 4, 8, 12, 16}))
        ->capture_default_str();
    command.add_option("--hits", o.hits, "Facets met inside a stone before the rest comes back as a mean")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command.add_option("--white", o.white, "What looks neutral: D65, studio, or a temperature in K")
        ->type_name("WHITE")
        ->capture_default_str();
    command.add_option("--exposure", o.exposure_ev, "Stops")->type_name("EV")->check(CLI::Range(-20.0, 20.0));
    command.add_option("--tone", o.tone, "neutral (Khronos PBR Neutral), agx or linear")
        ->check(CLI::IsMember({"neutral", "agx", "linear"}))
        ->capture_default_str();
    command.add_option("--gamut", o.gamut, "rec709, display-p3 or rec2020")
        ->check(CLI::IsMember({"rec709", "display-p3", "rec2020"}))
        ->capture_default_str();
    command.add_option("--bloom", o.bloom, "The part of the light that the camera spreads; none in .exr")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command
        .add_option("--aov", o.aovs,
                    "Layers for an .exr: stone-id, facet-id, sequence, hits, residue, left-sequence, samples, variance")
        ->type_name("NAMES")
        ->delimiter(',');
    command.add_option("--metal", o.metals, "Another alloy for a slot")->type_name("SLOT=ALLOY");
    command.add_option("--finish", o.finishes, "Another finish for a slot, such as brushed")->type_name("SLOT=FINISH");
    command
        .add_option("--enamel", o.enamels,
                    "Enamel over the metal of a slot, such as fired-cobalt-blue (vitrine list enamels); none for bare")
        ->type_name("SLOT=ENAMEL");
    command
        .add_option("--stone", o.stones,
                    "Another species for a seat, in the cut it is usually worked in or in the one that is named; where "
                    "the part cannot hold it, one of its kind that can")
        ->type_name("SEAT=SPECIES[:CUT]");
    command.add_option("--set", o.parameters, "Another value for a parameter")->type_name("PARAM=VALUE");
    command.add_option("--variant", o.variant, "A material variant of a model")->type_name("NAME");
    command.add_option("--seed", o.seed, "Other noise; the same seed gives the same bytes")->capture_default_str();
    command.add_option("--device", o.device, "A graphics device by name or index (vitrine devices)")->type_name("D");
    command.add_option("--stats", o.statistics, "Write device, times, rays and memory as JSON")->type_name("FILE.json");
    command.add_option("--reference", o.references, "Compare with pictures made before; exit code 1 when one differs")
        ->type_name("REF.png|.exr");
    command.footer(kExamples);
}

std::pair<int, int> sizeOf(const std::string& text) {
    const std::size_t cross = text.find('x');
    const auto number = [&](std::size_t first, std::size_t last) {
        int value = 0;
        const auto [end, code] = std::from_chars(text.data() + first, text.data() + last, value);
        return code == std::errc() && end == text.data() + last ? value : 0;
    };
    const int width = cross == std::string::npos ? 0 : number(0, cross);
    const int height = cross == std::string::npos ? 0 : number(cross + 1, text.size());
    if (width < 1 || height < 1 || width > kLargestSide || height > kLargestSide)
        refuse("--size", fmt::format("\"{}\" is not a size", text),
               fmt::format("WIDTHxHEIGHT, each 1 to {}", kLargestSide));
    return {width, height};
}

scene::Camera cameraOf(const RenderOptions& options, const scene::Piece& piece, double aspect) {
    scene::Camera camera = scene::namedView(options.view);
    camera.verticalField = radians(options.field_deg);
    camera.projection =
        options.projection == "orthographic" ? scene::Projection::orthographic : scene::Projection::perspective;
    camera.aperture_mm = options.aperture_mm;
    if (options.camera.size() >= 2) {
        camera.azimuth = radians(options.camera[0]);
        camera.elevation = radians(options.camera[1]);
    }
    const scene::Camera fitted = scene::framed(camera, piece, aspect);
    camera.target = options.target.size() == 3 ? glm::dvec3(options.target[0], options.target[1], options.target[2])
                                               : fitted.target;
    camera.distance = options.camera.size() == 3 ? options.camera[2] : fitted.distance;
    if (!(camera.distance > 0.0)) refuse("--camera", "the distance is not above 0", "a distance in mm");
    return camera;
}

std::optional<glm::dvec3> backgroundColour(const RenderOptions& options) {
    const std::string& text = options.background;
    if (text == "transparent" || text == "environment") return std::nullopt;
    int code = 0;
    const auto [end, problem] =
        std::from_chars(text.data() + std::min<std::size_t>(1, text.size()), text.data() + text.size(), code, 16);
    if (text.size() != 7 || text[0] != '#' || problem != std::errc() || end != text.data() + text.size() || code < 0)
        refuse("--background", "\"" + text + "\" is not a background", "environment, transparent or #rrggbb");
    return glm::dvec3(linearOfByte(code >> 16 & 255), linearOfByte(code >> 8 & 255), linearOfByte(code & 255));
}

void checkLayers(const RenderOptions& options) {
    static constexpr std::array<std::string_view, 8> kLayers = {"stone-id", "facet-id",      "sequence", "hits",
                                                                "residue",  "left-sequence", "samples",  "variance"};
    for (const std::string& name : options.aovs)
        if (std::find(kLayers.begin(), kLayers.end(), name) == kLayers.end())
            refuse("--aov", "\"" + name + "\" is no layer", fmt::format("one of {}", fmt::join(kLayers, ", ")));
}

render::PictureSettings pictureOf(const RenderOptions& options, const glm::dvec3& studioWhite) {
    render::PictureSettings picture;
    if (options.white == "studio")
        picture.white = studioWhite;
    else if (options.white != "D65") {
        double kelvin = 0.0;
        const auto [end, problem] =
            std::from_chars(options.white.data(), options.white.data() + options.white.size(), kelvin);
        if (problem != std::errc() || end != options.white.data() + options.white.size() || kelvin < 1500.0 ||
            kelvin > 25000.0)
            refuse("--white", "\"" + options.white + "\" is not a white",
                   "D65, studio, or a temperature of 1500 to 25000 K");
        picture.white = optics::whiteOfKelvin(kelvin);
    }
    picture.exposure_ev = options.exposure_ev;
    picture.tone = options.tone == "agx"      ? render::Tone::agx
                   : options.tone == "linear" ? render::Tone::linear
                                              : render::Tone::neutral;
    picture.gamut = options.gamut == "display-p3" ? render::Gamut::displayP3
                    : options.gamut == "rec2020"  ? render::Gamut::rec2020
                                                  : render::Gamut::rec709;
    picture.bloom = options.bloom;
    return picture;
}

} // namespace vitrine::cli
