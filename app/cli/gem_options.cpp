#include "gem_options.h"

#include "base/error.h"

#include <array>
#include <fmt/format.h>
#include <utility>

namespace vitrine::cli {
namespace {

constexpr const char* kExamples = R"(
Measures a stone by tracing light in double precision until less than a ten-millionth of a ray is left inside. Every
figure has a standard error, that of sixteen independent sets of rays. All light is averaged with D65 times V(lambda).

  light return     light of a uniform white hemisphere that enters through the crown and leaves through the crown,
                   divided by what falls on the crown; glare (reflected at the surface) and leakage are the rest
  weighted         the same, by the squared cosine of its angle from vertical as it leaves
  face-up radiance the same hemisphere seen by an eye above, of a white surface's radiance, glare left out
  ASET             where that light comes from: green up to 45 degrees of elevation, red to 75, blue from the
                   observer's head, leak from below
  brightness       what is seen when the head is dark, with glare; contrast: its standard deviation over the face, of
                   its mean
  fire             the angle between the F and the C line of light that comes to the eye, in degrees
  tilt             face-up radiance of a stone tilted under a fixed hemisphere and a fixed eye

Proportions not given are those of the cut for such a species. The table, star, lower half, girdle and culet are in
percent of the width (star: of the way from the table's edge to the girdle; lower half: from the girdle to the culet).

A design FILE.asc is GemCad's text file (or FILE.gem, its binary one): gear, symmetry, index of refraction and tiers of facets. It is made --diameter
wide, its length along the longer side. --reangle multiplies the tangents of all pavilion angles by one number and those
of the crown by another, so that every meet stays a meet; --export writes what was measured, after that.

Examples:
  vitrine gem round-brilliant --species diamond
  vitrine gem round-brilliant --species diamond --table 56 --crown 34.5 --pavilion 40.8 --json
  vitrine gem emerald-cut --species emerald --diameter 5
  vitrine gem oval --species blue-sapphire --diameter 5.6 --length 1.4 --keel 60
  vitrine gem round-pearl --species white-pearl --diameter 7
  vitrine gem round-brilliant --species diamond --aset aset.png --hearts-and-arrows hearts.png --size 1024
  vitrine gem design.asc --species amethyst --diameter 9 --reangle --export amethyst.asc
  vitrine gem round-brilliant --species diamond --export brilliant.asc

--json prints: facets (polished, without the girdle), planes (all), table_percent, depth_percent, crown_height_percent,
pavilion_depth_percent, volume_mm3, carats, traced_as, light_return, weighted_light_return, face_up_radiance,
aset {green, red, blue, leak}, fire, tilt [{tilt_deg, face_up_radiance}]. Of a file also
design {gear, offset, symmetry, mirror, index, headers, footers, tiers [{name, angle_deg, distance, indices,
instructions}]}, angles below zero on the pavilion. Shares are of 1. traced_as is "isotropic", or
"uniaxial crystal" for a stone that refracts doubly: then the figures are of both its waves, with their polarisation.
The pictures take the ordinary ray of such a stone for all light. Of an opaque stone, a cabochon or a pearl only
proportions, volume and weight are told (of a pearl in momme too): the other keys are null, traced_as is "not traced".

Exit code: 0 done, 2 a cut, a species, proportions or a file that cannot be used.)";

void declareProportions(CLI::App& command, BrilliantOptions& o) {
    constexpr const char* group = "Proportions of a brilliant";
    const auto add = [&](const char* name, std::optional<double>& value, const char* what, const char* unit) {
        command.add_option(name, value, what)->type_name(unit)->group(group);
    };
    add("--table", o.table_percent, "Width of the table, corner to corner", "PERCENT");
    add("--crown", o.crown_deg, "Angle of the bezels", "DEG");
    add("--pavilion", o.pavilion_deg, "Angle of the pavilion mains", "DEG");
    add("--star", o.star_percent, "Length of the stars", "PERCENT");
    add("--lower-half", o.lowerHalf_percent, "Length of the lower halves", "PERCENT");
    add("--girdle", o.girdle_percent, "Thickness of the girdle at the mains", "PERCENT");
    add("--culet", o.culet_percent, "Width of a round one's culet, corner to corner; 0 is a point", "PERCENT");
    add("--length", o.length, "Length of one that is not round, in widths", "RATIO");
    add("--keel", o.keel_percent,
        "Of one that is not round: 100 inclines all mains alike, so that they end in a keel; 0 lets them meet in a "
        "point",
        "PERCENT");
}

void declarePictures(CLI::App& command, GemOptions& o) {
    constexpr const char* group = "Pictures of a gem laboratory";
    command.add_option("--aset", o.aset, "What an ASET shows")->type_name("FILE.png")->group(group);
    command.add_option("--ideal-scope", o.idealScope, "Red reflector, black eye, white backlight")
        ->type_name("FILE.png")
        ->group(group);
    command
        .add_option("--hearts-and-arrows", o.heartsAndArrows, "Arrows through the table, hearts through the pavilion")
        ->type_name("FILE.png")
        ->group(group);
    command.add_option("--face-up", o.faceUp, "By a window, with a ring of lamps, in natural colour")
        ->type_name("FILE.png")
        ->group(group);
    command.add_option("--size", o.pictureSide, "Height of the pictures in pixels")
        ->type_name("PIXELS")
        ->check(CLI::Range(16, 4096))
        ->capture_default_str()
        ->group(group);
}

// Each proportion that was given, with the option that gave it.
std::vector<std::pair<const char*, std::optional<double>>> named(const BrilliantOptions& o) {
    return {{"--table", o.table_percent},
            {"--crown", o.crown_deg},
            {"--pavilion", o.pavilion_deg},
            {"--star", o.star_percent},
            {"--lower-half", o.lowerHalf_percent},
            {"--girdle", o.girdle_percent},
            {"--culet", o.culet_percent},
            {"--length", o.length},
            {"--keel", o.keel_percent}};
}

double share(const std::optional<double>& percent, double otherwise) {
    return percent ? *percent / 100.0 : otherwise;
}

// What a brilliant of every outline has.
template <class Brilliant>
Brilliant withCommon(Brilliant p, const BrilliantOptions& o) {
    p.table = share(o.table_percent, p.table);
    p.crown_deg = o.crown_deg.value_or(p.crown_deg);
    p.pavilion_deg = o.pavilion_deg.value_or(p.pavilion_deg);
    p.star = share(o.star_percent, p.star);
    p.lowerHalf = share(o.lowerHalf_percent, p.lowerHalf);
    p.girdle = share(o.girdle_percent, p.girdle);
    return p;
}

void refuse(const char* option, const std::optional<double>& value, const std::string& problem) {
    if (value) throw Error({.place = option, .problem = problem, .remedy = "leave this out"});
}

gem::Recipe changed(const gem::RoundBrilliant& usual, const BrilliantOptions& o, const gem::Cut& cut) {
    refuse("--length", o.length, fmt::format("the {} is as long as it is wide", cut.id));
    refuse("--keel", o.keel_percent, fmt::format("the {} ends in a point or a culet", cut.id));
    gem::RoundBrilliant p = withCommon(usual, o);
    p.culet = share(o.culet_percent, p.culet);
    return p;
}

gem::Recipe changed(const gem::OutlineBrilliant& usual, const BrilliantOptions& o, const gem::Cut& cut) {
    refuse("--culet", o.culet_percent, fmt::format("the {} has none", cut.id));
    if (usual.outline.shape == gem::OutlineShape::trillion)
        refuse("--length", o.length, fmt::format("the length of a {} follows from its width", cut.id));
    gem::OutlineBrilliant p = withCommon(usual, o);
    p.outline.length = o.length.value_or(p.outline.length);
    p.keel = share(o.keel_percent, p.keel);
    return p;
}

} // namespace

void declare(CLI::App& command, GemOptions& o) {
    command.add_option("CUT", o.cut, "A cut of the catalogue, or a faceting design of GemCad, FILE.asc or FILE.gem")
        ->required();
    command.add_option("--species", o.species, "A stone of the catalogue")->required()->type_name("NAME");
    command.add_option("--diameter", o.diameter_mm, "Width of the stone")
        ->type_name("MM")
        ->check(CLI::Range(0.1, 100.0))
        ->capture_default_str();
    command.add_flag_callback(
        "--json",
        [&o] {
            if (o.form == GemForm::text) o.form = GemForm::json;
        },
        "Print JSON for a program");
    command.add_flag_callback(
        "--details", [&o] { o.form = GemForm::jsonWithDetails; },
        "As --json, with a further \"details\": the other figures, and every standard error");
    command.add_option("--export", o.exported, "Write the stone as a faceting design of GemCad")->type_name("FILE.asc");
    command.add_flag("--reangle", o.reangle, "Change the angles of a design FILE.asc to those for the species' index");
    declareProportions(command, o.brilliant);
    declarePictures(command, o);
    command.footer(kExamples);
}

void refuseProportions(const BrilliantOptions& options, const std::string& what) {
    for (const auto& [name, value] : named(options))
        if (value)
            throw Error({.place = name,
                         .problem = fmt::format("{} has its own proportions", what),
                         .remedy = "leave this out, or measure a brilliant, such as round-brilliant or oval"});
}

gem::Recipe recipeFor(const GemOptions& options, const gem::Cut& cut, const gem::Species& species) {
    const gem::Recipe& recipe = cut.bodyFor(species.indexGroup).recipe;
    if (const auto* brilliant = std::get_if<gem::RoundBrilliant>(&recipe))
        return changed(*brilliant, options.brilliant, cut);
    if (const auto* outlined = std::get_if<gem::OutlineBrilliant>(&recipe))
        return changed(*outlined, options.brilliant, cut);
    refuseProportions(options.brilliant, fmt::format("the {}", cut.id));
    return recipe;
}

} // namespace vitrine::cli
