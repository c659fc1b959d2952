#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::part {

/// What an expression sees of the world: values by name, and functions of one argument by name.
class Scope {
  public:
    virtual ~Scope() = default;
    /// Throws vitrine::Error for a name that is not there.
    virtual double value(const std::string& name) const = 0;
    virtual double call(const std::string& function, double argument) const = 0;
};

inline constexpr std::size_t kMaxExpressionLength = 256;
inline constexpr int kMaxExpressionDepth = 64;

/// `[a-z][a-z0-9_]*`, and not the name of a function or a constant.
bool isName(std::string_view text);

/// A formula of one number, in muParser's syntax without assignment and strings. Angles are radians except in sind,
/// cosd, tand and atan2d. Beside muParser's own functions there are
///   floor(x) ceil(x) mod(x,y) clamp(x,lo,hi) mix(a,b,t) smooth(a,b,x) sind cosd tand atan2d(y,x) and the constant pi,
/// and any name ending in _r may be called: it is the scope's (centre_r(a)). A value: copies share what was compiled,
/// so one expression must not be evaluated by two threads at once.
class Expression {
  public:
    Expression() : Expression(0.0) {}
    Expression(double constant); // NOLINT: a number is an expression wherever one is taken

    /// Throws vitrine::Error that says what is wrong and where in the text; the caller adds the file and the pointer.
    static Expression parse(const std::string& text);

    /// The names it reads, each once; the functions of the scope it calls.
    const std::vector<std::string>& names() const { return names_; }
    const std::vector<std::string>& functions() const { return functions_; }
    /// As it was written.
    const std::string& text() const { return text_; }

    /// May return a number that is not finite; whoever uses it knows what to call it.
    double evaluate(const Scope& scope) const;

  private:
    struct Program;
    std::string text_;
    double constant_ = 0.0;
    std::shared_ptr<Program> program_; ///< null for a constant
    std::vector<std::string> names_, functions_;
};

} // namespace vitrine::part
