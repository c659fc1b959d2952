#include "part/expression.h"

#include "base/error.h"
#include "base/math.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <deque>
#include <fmt/core.h>
#include <map>
#include <muParser.h>
#include <set>

namespace vitrine::part {
namespace {

double floorOf(double x) {
    return std::floor(x);
}
double ceilOf(double x) {
    return std::ceil(x);
}
double mod(double x, double y) {
    return x - y * std::floor(x / y);
}
double clampTo(double x, double lo, double hi) {
    return std::min(std::max(x, lo), hi);
}
double mixOf(double a, double b, double t) {
    return a + (b - a) * t;
}
double smooth(double a, double b, double x) {
    const double t = clampTo((x - a) / (b - a), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}
double sind(double x) {
    return std::sin(radians(x));
}
double cosd(double x) {
    return std::cos(radians(x));
}
double tand(double x) {
    return std::tan(radians(x));
}
double atan2d(double y, double x) {
    return degrees(std::atan2(y, x));
}

void addVocabulary(mu::Parser& parser) {
    parser.DefineFun("floor", floorOf);
    parser.DefineFun("ceil", ceilOf);
    parser.DefineFun("mod", mod);
    parser.DefineFun("clamp", clampTo);
    parser.DefineFun("mix", mixOf);
    parser.DefineFun("smooth", smooth);
    parser.DefineFun("sind", sind);
    parser.DefineFun("cosd", cosd);
    parser.DefineFun("tand", tand);
    parser.DefineFun("atan2d", atan2d);
    parser.DefineConst("pi", kPi);
}

bool isNameStart(char c) {
    return c >= 'a' && c <= 'z';
}
bool isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9') || c == '_';
}

bool endsWith(std::string_view text, std::string_view end) {
    return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

[[noreturn]] void refuse(std::string problem, std::string remedy = {}) {
    throw Error({.problem = std::move(problem), .remedy = std::move(remedy)});
}

// muParser would take assignments, strings and several results, and recurses as deep as the brackets nest.
void checkText(const std::string& text) {
    if (text.size() > kMaxExpressionLength)
        refuse(fmt::format("the expression is {} characters long", text.size()),
               fmt::format("at most {}", kMaxExpressionLength));
    constexpr std::string_view kMarks = "+-*/^().,?:<>=!&| _";
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!std::isalnum(static_cast<unsigned char>(c)) && kMarks.find(c) == std::string_view::npos)
            refuse(fmt::format("character {} of the expression has no meaning", i + 1),
                   "numbers, names in small letters, brackets and operators");
        if (c == '(' && ++depth > kMaxExpressionDepth)
            refuse("the expression nests too deep", fmt::format("at most {} brackets", kMaxExpressionDepth));
        if (c == ')') --depth;
        const bool partOfComparison = (i > 0 && std::string_view("=<>!").find(text[i - 1]) != std::string_view::npos) ||
                                      (i + 1 < text.size() && text[i + 1] == '=');
        if (c == '=' && !partOfComparison) refuse("an expression assigns nothing", "== compares");
    }
}

// Names followed by a bracket that end in _r: the scope's functions.
std::vector<std::string> scopeFunctions(const std::string& text) {
    std::set<std::string> found;
    for (std::size_t i = 0; i < text.size();) {
        if (!isNamePart(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && isNamePart(text[end])) ++end;
        const std::string word = text.substr(i, end - i);
        while (end < text.size() && text[end] == ' ') ++end;
        if (end < text.size() && text[end] == '(' && endsWith(word, "_r")) found.insert(word);
        i = end;
    }
    return {found.begin(), found.end()};
}

} // namespace

bool isName(std::string_view text) {
    if (text.empty() || !isNameStart(text[0]) || !std::all_of(text.begin(), text.end(), isNamePart)) return false;
    static const std::set<std::string, std::less<>> taken = [] {
        mu::Parser parser;
        addVocabulary(parser);
        std::set<std::string, std::less<>> names;
        for (const auto& [name, unused] : parser.GetFunDef()) names.insert(name);
        for (const auto& [name, unused] : parser.GetConst()) names.insert(name);
        return names;
    }();
    return taken.find(text) == taken.end();
}

// The parser writes into these; a deque keeps their addresses.
struct Expression::Program {
    struct Call {
        Program* program = nullptr;
        std::string name;
    };
    mu::Parser parser;
    std::deque<std::pair<std::string, double>> variables;
    std::deque<Call> calls;
    const Scope* scope = nullptr; // while evaluating

    static double* addVariable(const char* name, void* self) {
        if (!isName(name)) refuse(fmt::format("\"{}\" is no name", name), "names match [a-z][a-z0-9_]*");
        auto& variables = static_cast<Program*>(self)->variables;
        variables.emplace_back(name, 0.0);
        return &variables.back().second;
    }
    static double callScope(void* call, double argument) {
        const Call& it = *static_cast<Call*>(call);
        // The parser tries functions out on constants while it compiles.
        return it.program->scope ? it.program->scope->call(it.name, argument) : 0.0;
    }
};

Expression::Expression(double constant) : text_(fmt::format("{}", constant)), constant_(constant) {}

Expression Expression::parse(const std::string& text) {
    checkText(text);
    Expression expression;
    expression.text_ = text;
    expression.functions_ = scopeFunctions(text);
    expression.program_ = std::make_shared<Program>();
    Program& program = *expression.program_;
    addVocabulary(program.parser);
    program.parser.SetVarFactory(Program::addVariable, &program);
    for (const std::string& name : expression.functions_) {
        program.calls.push_back({&program, name});
        // Not to be folded away: its value is known only in a scope.
        program.parser.DefineFunUserData(name, Program::callScope, &program.calls.back(), false);
    }
    try {
        program.parser.SetExpr(text);
        (void)program.parser.Eval();
        if (program.parser.GetNumResults() != 1) refuse("the expression has several results", "one, without commas");
    } catch (const mu::ParserError& problem) {
        refuse(fmt::format("the expression \"{}\" cannot be read: {}", text, problem.GetMsg()));
    }
    for (const auto& [name, unused] : program.variables) expression.names_.push_back(name);
    return expression;
}

double Expression::evaluate(const Scope& scope) const {
    if (!program_) return constant_;
    for (auto& [name, value] : program_->variables) value = scope.value(name);
    program_->scope = &scope;
    const double result = program_->parser.Eval();
    program_->scope = nullptr;
    return result;
}

} // namespace vitrine::part
