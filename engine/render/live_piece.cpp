#include "render/live_piece.h"

#include "optics/wavelengths.h"
#include "render/band_absorption.h"
#include "render/still_frame.h"

#include <cmath>
#include <cstring>
#include <glm/gtc/packing.hpp>
#include <span>

namespace vitrine::render {
namespace {

using gpu::Use;

constexpr double kGroundExtent = 24.0; // in bounding radii, as the still's
constexpr double kGroundReach = 2.6;   // of the piece's shadow, likewise
constexpr int kWavelengthRows = 1;     // the same wavelengths in every frame
constexpr std::uint32_t kGroup = 64;

template <class T>
TexelTable makeTable(const gpu::Device& device, const char* name, const std::vector<T>& values, VkFormat format) {
    const std::vector<T> atLeastOne(1);
    TexelTable table;
    table.buffer =
        gpu::upload(device, {.name = name, .uses = gpu::BufferUse::texel}, values.empty() ? atLeastOne : values);
    table.view = gpu::TexelBufferView(device, table.buffer, format);
    return table;
}

// A moving view has eight wavelengths and no others: each stands for its band. Species have two rows, ordinary and
// extraordinary: index, mean and spread of the absorption.
void takeBands(SpectralTable& table, const std::vector<std::shared_ptr<const gem::Species>>& species,
               const std::vector<optics::WavelengthSample>& comb) {
    std::vector<glm::vec4> live(2 * LIVE_WAVES * species.size());
    const auto moved = static_cast<float>(live.size()) - static_cast<float>(table.layersOffset - table.speciesOffset);
    for (std::size_t s = 0; s < species.size(); ++s) {
        if (species[s]->body) {
            for (std::size_t l = 0; l < LIVE_WAVES; ++l) {
                glm::vec4& row = live[2 * LIVE_WAVES * s + l];
                row = table.texels[table.speciesOffset + LIVE_WAVES * s + l];
                row.z += row.z > 0.0f ? moved : 0.0f; // where its layers come to stand
            }
            continue;
        }
        const std::vector<BandAbsorption> ordinary = bandsOf(species[s]->absorptionOrdinary, comb);
        const std::vector<BandAbsorption> extraordinary =
            species[s]->isotropic() ? ordinary : bandsOf(species[s]->absorptionExtraordinary, comb);
        const auto write = [&](std::size_t l, float index, const BandAbsorption& band) {
            live[2 * LIVE_WAVES * s + l] =
                glm::vec4(index, static_cast<float>(band.mean_mm), static_cast<float>(band.spread_mm), 0.0f);
        };
        for (std::size_t l = 0; l < LIVE_WAVES; ++l) {
            const glm::vec4& texel = table.texels[table.speciesOffset + LIVE_WAVES * s + l];
            write(l, texel.x, ordinary[l]);
            write(LIVE_WAVES + l, texel.z, extraordinary[l]);
        }
    }
    const auto speciesRows = table.texels.begin() + table.speciesOffset;
    table.texels.insert(table.texels.erase(speciesRows, table.texels.begin() + table.layersOffset), live.begin(),
                        live.end());
    table.stride = static_cast<std::uint32_t>(table.texels.size());
}

// The same of enamels, in their own place. Bands are fitted to ways through a stone; those through a layer are scaled
// to them, so that its usual depth, in and out, comes to lie among them.
void takeBands(SpectralTable& table, const std::vector<std::shared_ptr<const enamel::Enamel>>& enamels,
               const std::vector<optics::WavelengthSample>& comb) {
    constexpr double kLikeStone_mm = 4.0;
    for (std::size_t e = 0; e < enamels.size(); ++e) {
        if (enamels[e]->kind == enamel::Kind::opaque) continue;
        const double scale = 2.0 * enamels[e]->depth_mm / kLikeStone_mm;
        const std::vector<BandAbsorption> bands = bandsOf(enamels[e]->absorption_mm.scaled(scale), comb);
        for (std::size_t l = 0; l < LIVE_WAVES; ++l) {
            glm::vec4& row = table.texels[table.enamelOffset + LIVE_WAVES * e + l];
            row.y = static_cast<float>(bands[l].mean_mm / scale);
            row.w = static_cast<float>(bands[l].spread_mm / scale);
        }
    }
}

std::vector<optics::WavelengthSample> combOf(const SpectralTable& table) {
    std::vector<optics::WavelengthSample> comb;
    for (std::size_t l = 0; l < LIVE_WAVES; ++l)
        comb.push_back({.wavelength_nm = table.texels[l].w, .weightXyz = glm::dvec3(table.texels[l])});
    return comb;
}

std::uint32_t groupsFor(std::uint32_t invocations) {
    return (invocations + kGroup - 1) / kGroup;
}

} // namespace

LivePiece::LivePiece(const gpu::Device& device, LivePipelines& pipelines, const scene::Piece& piece,
                     const Settings& settings)
    : scene_(packLive(piece)),
      sceneOnGpu_(std::make_shared<const SceneOnGpu>(device, packScene(piece, settings.known))),
      studio_(settings.studio),
      dress_(sceneOnGpu_->outline(), sceneOnGpu_->firstDress(), settings.studio.lights.size()),
      units_(unitsUnder(settings.studio.illuminant)), bounds_(scene::bounds(piece)) {
    const double radius = 0.5 * glm::length(bounds_.greatest - bounds_.least);
    centre_ = 0.5 * (bounds_.least + bounds_.greatest);
    groundExtent_ = std::max(kGroundExtent * radius, 1.0);
    groundReach_ = kGroundReach * radius;
    placed_.studio = scene::placed(studio_, 0.0, centre_, radius);
    placed_.map = settings.map;
    placed_.ground = settings.ground;
    placed_.groundHeight_mm = bounds_.least.y - 1e-4 * radius;
    turned_ = placed_;
    tail_ = meanRadiance(placed_, piece.stones.empty() ? centre_ : glm::dvec3(piece.stones[0].worldFromStone[3]));
    const Materials& materials = sceneOnGpu_->outline().materials;
    spectral_ = makeSpectralTable(materials.alloys, materials.species,
                                  {.wavelengths = LIVE_WAVES,
                                   .samples = kWavelengthRows,
                                   .illuminant = studio_.illuminant,
                                   .enamels = materials.enamels,
                                   .bodies = bodiesOf(sceneOnGpu_->outline())});
    const std::vector<optics::WavelengthSample> comb = combOf(spectral_);
    takeBands(spectral_, materials.enamels, comb);
    takeBands(spectral_, materials.species, comb);
    for (const LiveCut& cut : scene_.cuts) cutPipelines_.push_back(pipelines.forCut(cut.body));
    pipelines.serve({.form = form(), .worked = canBeWorked()});
    uploadTables(device);
    bind(device, pipelines);
    scene_.metalIndices.shrink_to_fit();
}

void LivePiece::uploadTables(const gpu::Device& device) {
    using gpu::BufferUse;
    constexpr VkFormat floats = VK_FORMAT_R32G32B32A32_SFLOAT, integers = VK_FORMAT_R32G32B32A32_UINT;
    tables_.push_back(makeTable(device, "live tree", scene_.nodes, integers));
    tables_.push_back(makeTable(device, "live planes", scene_.planes, integers));
    tables_.push_back(makeTable(device, "live stones", scene_.stoneRecords, integers));
    tables_.push_back(makeTable(device, "live spectra", spectral_.texels, floats));
    const std::vector<glm::vec4> none(1);
    tables_.push_back(makeTable(device, "live environment", placed_.map ? placed_.map->texels : none, floats));
    tables_.push_back(makeTable(device, "live tables", none, floats));
    tables_.push_back(makeTable(device, "live attributes", scene_.attributes, integers));
    scene_.nodes = {};
    scene_.attributes = {};

    const auto dressTexels = dress_.texels();
    dressTable =
        makeTable(device, "live dress", std::vector<glm::uvec4>(dressTexels.begin(), dressTexels.end()), integers);
    constexpr std::size_t points = GROUND_GRID * GROUND_GRID, cells = GROUND_CELLS_EDGE * GROUND_CELLS_EDGE;
    groundLight_ = gpu::Buffer(
        device,
        {.name = "ground light", .size_bytes = (points + cells + 1) * sizeof(glm::vec4), .uses = BufferUse::storage});
    std::vector<std::uint32_t> bits(2 * points * GROUND_WORDS, 0u); // of the open sky, and of what stones are before
    std::fill_n(bits.begin(), points * GROUND_WORDS, ~0u);
    groundBits_ = gpu::upload(device, {.name = "ground cells", .uses = BufferUse::storage}, bits);
    openShares = gpu::Image(device, {.name = "ground share",
                                     .width = GROUND_GRID,
                                     .height = GROUND_GRID,
                                     .format = VK_FORMAT_R16G16B16A16_SFLOAT,
                                     .uses = gpu::ImageUse::sampled | gpu::ImageUse::storage});
    uploadIrradiance(device);

    const auto vertices = [&](const char* name, const auto& values, BufferUse use) {
        using Value = typename std::decay_t<decltype(values)>::value_type;
        return gpu::upload(device, {.name = name, .uses = use}, values.empty() ? std::vector<Value>(1) : values);
    };
    metalVertices = vertices("metal vertices", scene_.metalVertices, BufferUse::vertex);
    metalIndices = vertices("metal indices", scene_.metalIndices, BufferUse::index);
    corners = vertices("facet corners", scene_.corners, BufferUse::vertex);
    scene_.metalVertices = {};

    const std::size_t texels = std::size_t{scene_.atlas.width} * scene_.atlasHeight;
    nearGeometry_ = gpu::Buffer(device, {.name = "near-field geometry",
                                         .size_bytes = texels * NEAR_WORDS * sizeof(glm::uvec4),
                                         .uses = BufferUse::storage});
    nearLight_ = gpu::Buffer(device, {.name = "near-field light",
                                      .size_bytes = std::max<std::size_t>(texels, 1) * NEAR_LAYERS * sizeof(float),
                                      .uses = BufferUse::storage});
    nearField = gpu::Image(device, {.name = "near field",
                                    .width = std::max(scene_.atlas.width, 1u),
                                    .height = std::max(scene_.atlasHeight, 1u),
                                    .layers = NEAR_LAYERS,
                                    .format = VK_FORMAT_R32_SFLOAT,
                                    .uses = gpu::ImageUse::sampled | gpu::ImageUse::storage,
                                    .kind = gpu::ImageKind::array});
    linear_ = gpu::Sampler(device, {.name = "near field"});
    frameBuffer = gpu::Buffer(
        device, {.name = "live frame", .size_bytes = sizeof(shared32::StillFrame), .uses = BufferUse::uniform});
    liveBuffer = gpu::Buffer(
        device, {.name = "live constants", .size_bytes = sizeof(shared32::LiveConstants), .uses = BufferUse::uniform});
}

void LivePiece::uploadIrradiance(const gpu::Device& device) {
    constexpr int kSize = 64;
    std::vector<std::uint64_t> halves;
    for (const glm::dvec3& e : groundIrradiance(placed_, kSize, groundExtent_))
        halves.push_back(glm::packHalf4x16(glm::vec4(glm::vec3(e), 1.0f)));
    unhindered_ = gpu::Image(
        device,
        {.name = "ground irradiance", .width = kSize, .height = kSize, .format = VK_FORMAT_R16G16B16A16_SFLOAT});
    gpu::upload(device, unhindered_, std::as_bytes(std::span(halves)));
}

void LivePiece::bind(const gpu::Device& device, const LivePipelines& pipelines) {
    const auto& textures = sceneOnGpu_->textures();
    set_ = gpu::BindingSet(device, pipelines.pieceLayout,
                           {{BINDING_FRAME, frameBuffer},
                            {BINDING_NODES, tables_[0].view},
                            {BINDING_SHADING, tables_[1].view},
                            {BINDING_SCENE, tables_[2].view},
                            {BINDING_SPECTRAL, tables_[3].view},
                            {BINDING_ENVIRONMENT, tables_[4].view},
                            {BINDING_TABLES, tables_[5].view},
                            {BINDING_ATTRIBUTES, tables_[6].view},
                            {BINDING_TEXTURES, textures[0], sceneOnGpu_->sampler()},
                            {BINDING_TEXTURES + 1, textures[1], sceneOnGpu_->sampler()},
                            {BINDING_TEXTURES + 2, textures[2], sceneOnGpu_->sampler()},
                            {BINDING_DRESS, dressTable.view},
                            {BINDING_LIVE, liveBuffer},
                            {BINDING_NEAR, nearField, linear_},
                            {BINDING_NEAR_STORE, nearField},
                            {BINDING_NEAR_GEOMETRY, nearGeometry_},
                            {BINDING_NEAR_LIGHT, nearLight_},
                            {BINDING_GROUND, openShares, linear_},
                            {BINDING_GROUND_STORE, openShares},
                            {BINDING_GROUND_BITS, groundBits_},
                            {BINDING_GROUND_LIGHT, groundLight_},
                            {BINDING_GROUND_FAR, unhindered_, linear_}},
                           "live piece");
}

void LivePiece::traceGeometry(const gpu::Device& device, const LivePipelines& pipelines) const {
    {
        gpu::Recorder recorder(device, {.name = "near field"});
        recorder.barrier(openShares, Use::none, Use::sampled);
        recorder.barrier(nearField, Use::none, Use::computeWrite);
        recorder.bind(pipelines.nearTrace[form()], set_);
        recorder.push(scene_.atlas);
        recorder.dispatch(groupsFor(scene_.atlas.width * scene_.atlasHeight));
        recorder.barrier({Use::computeWrite}, {Use::computeReadWrite});
        recorder.barrier(nearField, Use::computeWrite, Use::sampled);
        std::move(recorder).submit().wait();
    }
    // The shadow's rays in slices, so that frames come in between.
    constexpr std::uint32_t kSlices = 16;
    constexpr std::uint32_t kWords = GROUND_GRID * GROUND_GRID * GROUND_WORDS / kSlices;
    static_assert(kWords % kGroup == 0);
    for (std::uint32_t slice = 0; slice < kSlices && placed_.ground; ++slice) {
        gpu::Recorder recorder(device, {.name = "ground"});
        recorder.bind(pipelines.groundTrace, set_);
        recorder.push(slice * kWords);
        recorder.dispatch(kWords / kGroup);
        recorder.barrier({Use::computeWrite}, {Use::computeReadWrite});
        std::move(recorder).submit().wait();
    }
}

void LivePiece::measureTail(const gpu::Device& device) {
    if (scene_.stones.empty()) return;
    const auto bytes = gpu::download(device, nearField, Use::sampled);
    const std::size_t texels = std::size_t{scene_.atlas.width} * scene_.atlasHeight;
    const auto value = [&](std::size_t layer, std::size_t texel) {
        float v = 0.0f;
        std::memcpy(&v, &bytes[(layer * texels + texel) * sizeof v], sizeof v);
        return static_cast<double>(v);
    };
    double seen = 0.0, alone = 0.0;
    for (std::size_t t = 0; t < texels; ++t) {
        const std::size_t x = t % scene_.atlas.width, y = t / scene_.atlas.width, tile = scene_.atlas.tile;
        const std::size_t inX = x % tile, inY = y % tile, size = scene_.nearSize;
        const std::size_t stone = y / tile * scene_.atlas.columns + x / tile;
        if (stone >= scene_.stones.size() || inX < 1 || inX > size || inY < 1 || inY > size) continue;
        // d(omega) on the octahedron goes as 1 / |p|^3 with |x| + |y| + |z| = 1.
        const double u = (static_cast<double>(inX) - 0.5) / static_cast<double>(size) * 2.0 - 1.0;
        const double v = (static_cast<double>(inY) - 0.5) / static_cast<double>(size) * 2.0 - 1.0;
        const double w = 1.0 - std::abs(u) - std::abs(v);
        const double a = w < 0.0 ? 1.0 - std::abs(v) : std::abs(u), b = w < 0.0 ? 1.0 - std::abs(u) : std::abs(v);
        const double weight = std::pow(a * a + b * b + w * w, -1.5);
        for (std::size_t l = 0; l < LIVE_WAVES; ++l) {
            const glm::dvec3 basis(spectral_.texels[LIVE_WAVES + l]);
            const double share = weight * spectral_.texels[l].y;
            seen += share * value(l, t);
            alone += share * glm::dot(tail_, basis);
        }
    }
    if (alone > 0.0) tail_ *= seen / alone;
}

const Surroundings& LivePiece::surroundingsAt(double azimuth) {
    const double turn = studio_.anchor == scene::Studio::Anchor::camera ? azimuth : 0.0;
    const double c = std::cos(turn), s = std::sin(turn);
    const auto turned = [&](const glm::dvec3& v) { return glm::dvec3(v.x * c + v.z * s, v.y, v.z * c - v.x * s); };
    for (std::size_t i = 0; i < placed_.studio.lights.size(); ++i) {
        const scene::StudioLight& from = placed_.studio.lights[i];
        scene::StudioLight& to = turned_.studio.lights[i];
        to.centre = turned(from.centre - centre_) + centre_;
        to.axisU = turned(from.axisU);
        to.axisV = turned(from.axisV);
    }
    turned_.turn = turn;
    return turned_;
}

} // namespace vitrine::render
