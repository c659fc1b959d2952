#include "part/parametric_reader.h"

#include "base/error.h"

#include <fmt/core.h>

namespace vitrine::part {
namespace {

constexpr std::size_t kMaxEntries = 1024; // of each list: a part is made by hand

// Runs one step of reading; a problem is handed on with the code of what was being read.
template <class Step>
void attempt(const Complain& complain, const char* code, Step step) {
    try {
        step();
    } catch (const Error& problem) {
        complain(code, problem);
    }
}

template <class Read>
void readList(const JsonPlace& root, const char* key, const char* code, const Complain& complain, Read read) {
    attempt(complain, code, [&] {
        if (!root.has(key)) return;
        const std::vector<JsonPlace> elements = root[key].elements();
        if (elements.size() > kMaxEntries)
            root[key].fail(fmt::format("has {} elements", elements.size()), fmt::format("at most {}", kMaxEntries));
        for (const JsonPlace& element : elements) attempt(complain, code, [&] { read(element); });
    });
}

void readScene(Part& part, const JsonPlace& root, const Complain& complain) {
    attempt(complain, "VITRINE_SCENE", [&] {
        allowKeys(root, {"version", "part", "kind", "labels", "parameters", "bindings", "constraints"});
    });
    attempt(complain, "VITRINE_SCENE", [&] {
        if (root["version"].number() != 1.0) root["version"].fail("this version is not known", "1");
        part.id = root["part"].string();
        part.kind = root["kind"].oneOf({"shank", "head", "halo", "band", "pendant", "bail", "chain-link", "earring"});
        if (root.has("labels")) part.labels = readLabels(root["labels"]);
    });
    readList(root, "parameters", "VITRINE_PARAMETER", complain,
             [&](const JsonPlace& place) { part.parameters.push_back(readParameter(place)); });
    readList(root, "bindings", "VITRINE_BINDING", complain,
             [&](const JsonPlace& place) { part.bindings.push_back(readBinding(place)); });
    readList(root, "constraints", "VITRINE_CONSTRAINT", complain,
             [&](const JsonPlace& place) { part.constraints.push_back(readConstraint(place)); });
}

void readNode(Part& part, int index, const JsonPlace& place) {
    NodeRole& role = part.nodes[static_cast<std::size_t>(index)];
    allowKeys(place, {"preview", "slot", "seat", "mount", "attach", "repeat", "visible"});
    if (place.has("preview")) role.preview = place["preview"].boolean();
    if (place.has("slot")) role.slot = readName(place["slot"]);
    if (place.has("visible")) role.visible = readExpression(place["visible"]);
    if (place.has("seat")) part.seats.push_back(readSeat(place["seat"], index));
    if (place.has("mount")) part.mounts.push_back(readMount(place["mount"], index));
    if (place.has("attach")) {
        if (part.attach) place["attach"].fail("the part has two attachments", "one");
        part.attach = readAttach(place["attach"], index);
    }
    if (place.has("repeat")) {
        role.repeat = static_cast<int>(part.repeats.size());
        role.insideRepeat = true;
        part.repeats.push_back(readRepeat(place["repeat"], index));
    }
}

void readNodesAndMaterials(Part& part, const Complain& complain) {
    const Model& model = *part.model;
    for (std::size_t i = 0; i < model.nodes.size(); ++i) {
        const Json& extras = model.nodes[i].extras;
        if (extras.is_null()) continue;
        const JsonPlace place(extras, model.file, fmt::format("/nodes/{}/extras/vitrine", i));
        attempt(complain, "VITRINE_NODE", [&] { readNode(part, static_cast<int>(i), place); });
    }
    for (std::size_t i = 0; i < model.materials.size(); ++i) {
        const Json& extras = model.materials[i].extras;
        if (extras.is_null()) continue;
        const JsonPlace place(extras, model.file, fmt::format("/materials/{}/extras/vitrine", i));
        attempt(complain, "VITRINE_MATERIAL", [&] {
            allowKeys(place, {"slot"});
            if (place.has("slot")) part.slotOfMaterial[i] = readName(place["slot"]);
        });
    }
}

// Slots, previews and repeats reach down the tree.
void inherit(Part& part, int index, int depth) {
    constexpr int kMaxDepth = 256;
    if (depth > kMaxDepth) throw Error({.file = part.model->file, .problem = "nodes nest too deep"});
    const NodeRole from = part.nodes[static_cast<std::size_t>(index)];
    for (const int child : part.model->nodes[static_cast<std::size_t>(index)].children) {
        NodeRole& role = part.nodes[static_cast<std::size_t>(child)];
        if (role.slot.empty()) role.slot = from.slot;
        role.preview = role.preview || from.preview;
        role.insideRepeat = role.insideRepeat || from.insideRepeat;
        inherit(part, child, depth + 1);
    }
}

} // namespace

std::set<std::string> Part::slots() const {
    std::set<std::string> slots;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const int mesh = model->nodes[i].mesh;
        if (mesh < 0 || nodes[i].preview) continue;
        for (const Primitive& primitive : model->meshes[static_cast<std::size_t>(mesh)].primitives) {
            const std::string& own =
                primitive.material < 0 ? std::string() : slotOfMaterial[static_cast<std::size_t>(primitive.material)];
            slots.insert(own.empty() ? nodes[i].slot : own);
        }
    }
    return slots;
}

bool isPart(const Model& model) {
    return model.extras.is_object() && model.extras.contains("part");
}

Part readPart(std::shared_ptr<const Model> model, const Complain& complain) {
    Part part{.model = model,
              .nodes = std::vector<NodeRole>(model->nodes.size()),
              .slotOfMaterial = std::vector<std::string>(model->materials.size())};
    const JsonPlace root(model->extras, model->file, "/scenes/0/extras/vitrine");
    readScene(part, root, complain);
    readNodesAndMaterials(part, complain);
    attempt(complain, "VITRINE_NODE", [&] {
        for (const int index : model->roots) inherit(part, index, 0);
    });
    checkReferences(part, complain);
    for (std::size_t b = 0; b < part.bindings.size(); ++b)
        for (std::size_t i = 0; i < model->nodes.size(); ++i)
            if (model->nodes[i].name == part.bindings[b].nodeName && !part.nodes[i].preview)
                part.nodes[i].binding = static_cast<int>(b);
    return part;
}

Part readPart(std::shared_ptr<const Model> model) {
    if (!isPart(*model))
        throw Error({.file = model->file,
                     .problem = "is no part of Vitrine's",
                     .remedy = "extras.vitrine of the scene names its \"part\"; see docs/parts.md"});
    return readPart(std::move(model), [](const std::string&, const Error& problem) { throw problem; });
}

} // namespace vitrine::part
