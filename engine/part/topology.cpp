#include "part/decode.h"

#include <unordered_map>

namespace vitrine::part {
namespace {

/// The segments that meet at each vertex.
using Meetings = std::unordered_map<std::uint32_t, std::vector<std::size_t>>;

class Segments {
  public:
    explicit Segments(const std::vector<std::uint32_t>& pairs) : pairs_(pairs), used_(pairs.size() / 2, false) {
        for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs[i] == pairs[i + 1]) {
                used_[i / 2] = true;
                continue;
            }
            meetings_[pairs[i]].push_back(i / 2);
            meetings_[pairs[i + 1]].push_back(i / 2);
        }
    }

    std::size_t count() const { return used_.size(); }
    bool used(std::size_t segment) const { return used_[segment]; }
    bool passesThrough(std::uint32_t vertex) const { return meetings_.at(vertex).size() == 2; }
    std::uint32_t start(std::size_t segment) const { return pairs_[2 * segment]; }
    std::uint32_t end(std::size_t segment) const { return pairs_[2 * segment + 1]; }

    /// Walks from `vertex` along `segment` until a vertex that is not passed through, or back to the start.
    Chain walk(std::uint32_t vertex, std::size_t segment) {
        Chain chain{.vertices = {vertex}};
        while (true) {
            used_[segment] = true;
            vertex = start(segment) == vertex ? end(segment) : start(segment);
            if (vertex == chain.vertices.front()) {
                chain.closed = true;
                return chain;
            }
            chain.vertices.push_back(vertex);
            if (!passesThrough(vertex)) return chain;
            const auto& meeting = meetings_.at(vertex);
            segment = used_[meeting[0]] ? meeting[1] : meeting[0];
            if (used_[segment]) return chain;
        }
    }

  private:
    const std::vector<std::uint32_t>& pairs_;
    std::vector<bool> used_;
    Meetings meetings_;
};

} // namespace

std::vector<Chain> chainSegments(const std::vector<std::uint32_t>& pairs) {
    Segments segments(pairs);
    std::vector<Chain> chains;
    // Open chains first, each from an end of its own; what is left then are loops.
    for (std::size_t s = 0; s < segments.count(); ++s)
        for (const std::uint32_t vertex : {segments.start(s), segments.end(s)})
            if (!segments.used(s) && !segments.passesThrough(vertex)) chains.push_back(segments.walk(vertex, s));
    for (std::size_t s = 0; s < segments.count(); ++s)
        if (!segments.used(s)) chains.push_back(segments.walk(segments.start(s), s));
    return chains;
}

std::vector<std::uint32_t> listFromStrip(const std::vector<std::uint32_t>& strip) {
    std::vector<std::uint32_t> list;
    for (std::size_t i = 0; i + 2 < strip.size(); ++i) {
        // Every other triangle runs backwards, so that all keep one winding.
        const std::size_t odd = i % 2;
        list.insert(list.end(), {strip[i], strip[i + 1 + odd], strip[i + 2 - odd]});
    }
    return list;
}

std::vector<std::uint32_t> listFromFan(const std::vector<std::uint32_t>& fan) {
    std::vector<std::uint32_t> list;
    for (std::size_t i = 1; i + 1 < fan.size(); ++i) list.insert(list.end(), {fan[i], fan[i + 1], fan[0]});
    return list;
}

} // namespace vitrine::part
