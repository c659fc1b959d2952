#include "part/parametric_graph.h"

#include "base/error.h"

#include <algorithm>
#include <fmt/core.h>
#include <fmt/ranges.h>

namespace vitrine::part {
namespace {

std::string shown(const std::pair<std::string, std::string>& key) {
    return key.first.empty() ? key.second : key.first + "." + key.second;
}

} // namespace

void ValueGraph::set(const std::string& scope, const std::string& name, double value) {
    Entry entry;
    entry.value = value;
    entry.state = Entry::State::done;
    entries_[{scope, name}] = std::move(entry);
}

void ValueGraph::define(const std::string& scope, const std::string& name, Rule rule) {
    Entry entry;
    entry.rule = std::move(rule);
    entries_[{scope, name}] = std::move(entry);
}

void ValueGraph::defineFunction(const std::string& scope, const std::string& name, Function function) {
    functions_[{scope, name}] = std::move(function);
}

std::vector<std::string> ValueGraph::names(const std::string& scope) const {
    std::vector<std::string> names;
    for (const auto& [key, unused] : entries_)
        if (key.first == scope) names.push_back(key.second);
    return names;
}

double ValueGraph::value(const std::string& scope, const std::string& name) const {
    const auto found = entries_.find({scope, name});
    if (found == entries_.end())
        throw Error({.problem = fmt::format("no value is called \"{}\"", name),
                     .remedy = fmt::format("one of {}", fmt::join(names(scope), ", "))});
    const Entry& entry = found->second;
    if (entry.state == Entry::State::running) refuseLoop(found->first);
    if (entry.state == Entry::State::done) return entry.value;
    entry.state = Entry::State::running;
    running_.push_back(found->first);
    try {
        entry.value = entry.rule(GraphScope(*this, scope));
    } catch (...) {
        entry.state = Entry::State::waiting;
        running_.pop_back();
        throw;
    }
    running_.pop_back();
    entry.state = Entry::State::done;
    return entry.value;
}

double ValueGraph::call(const std::string& scope, const std::string& function, double argument) const {
    const auto found = functions_.find({scope, function});
    if (found == functions_.end()) throw Error(fmt::format("no function is called \"{}\"", function));
    return found->second(argument);
}

void ValueGraph::refuseLoop(const Key& key) const {
    std::string path;
    for (auto it = std::find(running_.begin(), running_.end(), key); it != running_.end(); ++it)
        path += shown(*it) + " -> ";
    throw Error({.problem = "values depend on each other in a loop: " + path + shown(key),
                 .remedy = "let the stone drive the head and the head the shank, never the reverse"});
}

} // namespace vitrine::part
