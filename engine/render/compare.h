#pragma once
#include "base/image.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::render {

/// A picture in linear light with the variance of each pixel's estimate, as `--aov variance` gives it. The variance has
/// as many channels as the light (each is then judged) or one (then the light's Y, channel 1, is judged).
struct NoisyPicture {
    FloatImage light;
    FloatImage variance;
};

struct GoldenLimits {
    double confidence = 0.999;   ///< a picture of the same scene with another seed passes with this probability
    double stoneError = 0.01;    ///< of a block of the stone, as a part of the stone's mean light
    double relativeFloor = 1e-3; ///< differences that no driver need avoid, as a part of a block's light
};

/// One channel's differences over 8x8 blocks. For each block z is the difference of the two means over its standard
/// deviation: of noise, z is normal with variance 1.
struct BlockFigures {
    double mean = 0.0;          ///< sum of z / sqrt(blocks): a standard normal for noise; shows an overall shift
    double spread = 0.0;        ///< sum of z^2 as a standard normal (Wilson and Hilferty 1931); shows local differences
    double worstZ = 0.0;        ///< the z of largest magnitude, for the reader
    int worstX = 0, worstY = 0; ///< the upper left pixel of its block
};

struct GoldenVerdict {
    std::vector<BlockFigures> channels;
    int blocks = 0;
    double limit = 0.0;  ///< what |mean| and spread may reach
    double excess = 0.0; ///< the largest of |mean| and spread, over the limit: passes up to 1; a twin needs 3
    double stoneStandardError =
        0.0;                  ///< of a block in the stone mask, as a part of the mask's mean light; 0 without mask
    bool sameMean = false;    ///< excess is at most 1
    bool quietEnough = false; ///< the stone's standard error is within its limit
    bool passes() const { return sameMean && quietEnough; }
    std::string summary() const; ///< one line of figures
};

/// Judges whether two pictures show the same light up to their noise (RENDERING.md, "Judging pictures"). `stoneMask`:
/// one channel, above 0 on stones; empty for none. Throws vitrine::Error when sizes differ.
GoldenVerdict compareGolden(const NoisyPicture& a, const NoisyPicture& b, const FloatImage& stoneMask,
                            const GoldenLimits& limits = {});

/// A picture that tells how sure it is of itself: an .exr with the layers "variance" and "stone-id".
struct GoldenPicture {
    NoisyPicture picture; ///< linear Rec.709
    FloatImage stoneMask;
};

/// Nothing for a picture without those layers. Throws vitrine::Error when the file cannot be read.
std::optional<GoldenPicture> readGolden(const std::filesystem::path& path);

struct ReferenceLimits {
    double mean = 0.01;
    double percentile99 = 0.10;
};

/// The plain comparison of `--reference`, in linear light. Differences are means over R, G and B, as parts of the
/// reference's mean light.
struct ReferenceVerdict {
    double mean = 0.0;
    double percentile99 = 0.0;
    bool blank = false; ///< one even colour
    bool within = false;
    bool passes() const { return within && !blank; }
    std::string summary() const;
};

/// Compares the first three channels. Throws vitrine::Error when sizes differ.
ReferenceVerdict compareReference(const FloatImage& picture, const FloatImage& reference,
                                  const ReferenceLimits& limits = {});

/// A reference in linear Rec.709: an .exr as it is, a .png through the inverse of sRGB's curve. Throws vitrine::Error.
FloatImage readReference(const std::filesystem::path& path);
/// What a display shows of code values, 3 or 4 channels to 3.
FloatImage linearFromCodes(const ByteImage& codes);

} // namespace vitrine::render
