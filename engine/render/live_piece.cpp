#include "render/live_piece.h"

#include "render/still_frame.h"

#include <cmath>
#include <span>

namespace vitrine::render {
namespace {

using gpu::Use;

constexpr double kGroundExtent = 24.0; // in bounding radii, as the still's
constexpr double kGroundReach = 2.6;   // of the piece's shadow, likewise
constexpr int kWavelengthRows = 16;    // rotations of the wavelengths, for a view at rest
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
      bounds_(scene::bounds(piece)) {
    piece_.surfaces = piece.surfaces;
    piece_.stones = piece.stones;
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
    spectral_ = makeSpectralTable(materials.alloys, materials.species, LIVE_WAVES, kWavelengthRows, 0);
    for (const LiveCut& cut : scene_.cuts) cutPipelines_.push_back(pipelines.forCut(cut.solid));
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
    tables_.push_back(makeTable(device, "live tables", makeTables(placed_, groundExtent_), floats));
    scene_.nodes = {};

    const auto dressTexels = dress_.texels();
    dressTable =
        makeTable(device, "live dress", std::vector<glm::uvec4>(dressTexels.begin(), dressTexels.end()), integers);
    constexpr std::size_t points = GROUND_GRID * GROUND_GRID, cells = GROUND_CELLS_EDGE * GROUND_CELLS_EDGE;
    groundTable.buffer = gpu::upload(device, {.name = "ground light", .uses = BufferUse::storage | BufferUse::texel},
                                     std::vector<glm::vec4>(points + cells, glm::vec4(1.0f)));
    groundTable.view = gpu::TexelBufferView(device, groundTable.buffer, floats);
    groundBits_ = gpu::upload(device, {.name = "ground cells", .uses = BufferUse::storage},
                              std::vector<std::uint32_t>(points * GROUND_WORDS, ~0u));

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

void LivePiece::bind(const gpu::Device& device, const LivePipelines& pipelines) {
    set_ = gpu::BindingSet(device, pipelines.pieceLayout,
                           {{BINDING_FRAME, frameBuffer},
                            {BINDING_NODES, tables_[0].view},
                            {BINDING_SHADING, tables_[1].view},
                            {BINDING_SCENE, tables_[2].view},
                            {BINDING_SPECTRAL, tables_[3].view},
                            {BINDING_ENVIRONMENT, tables_[4].view},
                            {BINDING_TABLES, tables_[5].view},
                            {BINDING_DRESS, dressTable.view},
                            {BINDING_LIVE, liveBuffer},
                            {BINDING_NEAR, nearField, linear_},
                            {BINDING_NEAR_STORE, nearField},
                            {BINDING_NEAR_GEOMETRY, nearGeometry_},
                            {BINDING_GROUND, groundTable.view},
                            {BINDING_GROUND_STORE, groundBits_},
                            {BINDING_GROUND_LIGHT, groundTable.buffer}},
                           "live piece");
}

void LivePiece::recordGeometry(gpu::Recorder& recorder, const LivePipelines& pipelines) const {
    recorder.barrier(nearField, Use::none, Use::computeWrite);
    recorder.bind(pipelines.nearTrace, set_);
    recorder.push(scene_.atlas);
    recorder.dispatch(groupsFor(scene_.atlas.width * scene_.atlasHeight));
    recorder.bind(pipelines.groundTrace, set_);
    recorder.push(std::uint32_t{0});
    recorder.dispatch(groupsFor(GROUND_GRID * GROUND_GRID * GROUND_WORDS));
    recorder.barrier({Use::computeWrite}, {Use::computeReadWrite});
    recorder.barrier(nearField, Use::computeWrite, Use::sampled);
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
