#pragma once
#include "part/expression.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::part {

class GraphScope;

/// Values that depend on each other, in scopes (one a part of a design), evaluated when asked for and once. The order
/// of evaluation is the graph of dependencies; a loop is refused by naming its path.
class ValueGraph {
  public:
    using Rule = std::function<double(const GraphScope&)>;
    using Function = std::function<double(double)>;

    void set(const std::string& scope, const std::string& name, double value);
    /// The rule is evaluated in the scope itself.
    void define(const std::string& scope, const std::string& name, Rule rule);
    void defineFunction(const std::string& scope, const std::string& name, Function function);

    /// Throws vitrine::Error for an unknown name, listing those of the scope, and for a loop.
    double value(const std::string& scope, const std::string& name) const;
    double call(const std::string& scope, const std::string& function, double argument) const;
    bool has(const std::string& scope, const std::string& name) const { return entries_.count({scope, name}) > 0; }
    std::vector<std::string> names(const std::string& scope) const;

  private:
    using Key = std::pair<std::string, std::string>;
    struct Entry {
        Rule rule;
        mutable double value = 0.0;
        mutable enum class State { waiting, running, done } state = State::waiting;
    };
    std::map<Key, Entry> entries_;
    std::map<Key, Function> functions_;
    mutable std::vector<Key> running_; // from the outermost to the value being evaluated

    [[noreturn]] void refuseLoop(const Key& key) const;
};

/// One scope of a graph, with names of its own in front: those of an instance.
class GraphScope : public Scope {
  public:
    GraphScope(const ValueGraph& graph, std::string scope) : graph_(graph), scope_(std::move(scope)) {}
    GraphScope with(std::map<std::string, double> own) const {
        GraphScope inner = *this;
        inner.own_ = std::move(own);
        return inner;
    }
    const ValueGraph& graph() const { return graph_; }
    double value(const std::string& name) const override {
        const auto found = own_.find(name);
        return found == own_.end() ? graph_.value(scope_, name) : found->second;
    }
    double call(const std::string& function, double argument) const override {
        return graph_.call(scope_, function, argument);
    }

  private:
    const ValueGraph& graph_;
    std::string scope_;
    std::map<std::string, double> own_;
};

} // namespace vitrine::part
