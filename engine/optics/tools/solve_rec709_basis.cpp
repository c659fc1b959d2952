// Makes engine/optics/rec709_basis_table.h: three reflectances in [0, 1] that sum to one at every wavelength and give
// back the primaries of Rec.709 under D65, as smooth as those demands allow. The problem is that of Mallett and Yuksel
// 2019, "Spectral Primary Decomposition for Rendering with sRGB Reflectance"; the solution is our own.
//
// Unknowns: red and green at the CIE's 81 wavelengths; blue is 1 - red - green. Minimised: the sum of the squares of
// the three curves' first differences. Equalities: X, Y, Z of red and of green. Bounds: red, green, blue >= 0.
// Method: operator splitting (Stellato et al. 2020, "OSQP"), with the equalities weighted heavily; 20,000 cheap steps
// end within 1e-12 of every demand.
#include "optics/cie.h"
#include "optics/cie_table.h"
#include "optics/colour.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace {

using namespace vitrine::optics;

constexpr int kNodes = static_cast<int>(kCieTable.size());
constexpr int kUnknowns = 2 * kNodes;
constexpr int kEqualities = 6;
constexpr int kRows = kEqualities + 3 * kNodes; // equalities, red >= 0, green >= 0, red + green <= 1

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

struct Problem {
    Matrix P; // the objective is x'Px / 2
    Matrix A; // low <= Ax <= high
    Vector low, high;
};

// X, Y and Z of the hat function of one node, so that a dot product is the integral of a piecewise linear curve.
glm::dvec3 xyzOfHat(int node) {
    const double centre = kCieFirst_nm + kCieStep_nm * node;
    return xyzUnderD65([&](double nm) { return std::max(0.0, 1.0 - std::abs(nm - centre) / kCieStep_nm); });
}

void addSmoothness(Problem& problem, int first, int second) {
    // (blue_i+1 - blue_i)^2 = (red_i+1 - red_i + green_i+1 - green_i)^2: the curve's differences and the pair's sum.
    const int index[4] = {first, first + 1, second, second + 1};
    const double sign[4] = {-1.0, 1.0, -1.0, 1.0};
    for (int a = 0; a < 4; ++a)
        for (int b = 0; b < 4; ++b) problem.P[index[a]][index[b]] += sign[a] * sign[b] * (a / 2 == b / 2 ? 2.0 : 1.0);
}

Problem statement() {
    Problem problem{.P = Matrix(kUnknowns, Vector(kUnknowns, 0.0)),
                    .A = Matrix(kRows, Vector(kUnknowns, 0.0)),
                    .low = Vector(kRows, 0.0),
                    .high = Vector(kRows, 1.0)};
    for (int i = 0; i + 1 < kNodes; ++i) addSmoothness(problem, i, kNodes + i);
    const glm::dmat3 primaries = xyzFromRgb(kRec709);
    for (int i = 0; i < kNodes; ++i) {
        const glm::dvec3 hat = xyzOfHat(i);
        for (int axis = 0; axis < 3; ++axis) problem.A[axis][i] = problem.A[3 + axis][kNodes + i] = hat[axis];
        problem.A[kEqualities + i][i] = 1.0;
        problem.A[kEqualities + kNodes + i][kNodes + i] = 1.0;
        problem.A[kEqualities + 2 * kNodes + i][i] = problem.A[kEqualities + 2 * kNodes + i][kNodes + i] = 1.0;
    }
    for (int axis = 0; axis < 3; ++axis) {
        problem.low[axis] = problem.high[axis] = primaries[0][axis];
        problem.low[3 + axis] = problem.high[3 + axis] = primaries[1][axis];
    }
    return problem;
}

// Gaussian elimination with partial pivoting.
Vector solve(Matrix m, Vector b) {
    const int n = static_cast<int>(b.size());
    for (int k = 0; k < n; ++k) {
        int pivot = k;
        for (int i = k + 1; i < n; ++i)
            if (std::abs(m[i][k]) > std::abs(m[pivot][k])) pivot = i;
        std::swap(m[k], m[pivot]);
        std::swap(b[k], b[pivot]);
        for (int i = k + 1; i < n; ++i) {
            const double factor = m[i][k] / m[k][k];
            if (factor == 0.0) continue;
            for (int j = k; j < n; ++j) m[i][j] -= factor * m[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (int k = n - 1; k >= 0; --k) {
        for (int j = k + 1; j < n; ++j) b[k] -= m[k][j] * b[j];
        b[k] /= m[k][k];
    }
    return b;
}

Matrix inverse(const Matrix& m) {
    const int n = static_cast<int>(m.size());
    Matrix result(n, Vector(n));
    for (int j = 0; j < n; ++j) {
        Vector unit(n, 0.0);
        unit[j] = 1.0;
        const Vector column = solve(m, unit);
        for (int i = 0; i < n; ++i) result[i][j] = column[i];
    }
    return result;
}

Vector times(const Matrix& m, const Vector& x) {
    Vector y(m.size(), 0.0);
    for (std::size_t i = 0; i < m.size(); ++i)
        for (std::size_t j = 0; j < x.size(); ++j) y[i] += m[i][j] * x[j];
    return y;
}

// Alternates between the objective and the demands until both agree.
Vector solution(const Problem& problem) {
    constexpr double sigma = 1e-9;
    Vector rho(kRows, 1.0);
    for (int i = 0; i < kEqualities; ++i) rho[i] = 1e5;
    Matrix system = problem.P;
    for (int a = 0; a < kUnknowns; ++a) {
        system[a][a] += sigma;
        for (int row = 0; row < kRows; ++row)
            if (problem.A[row][a] != 0.0)
                for (int b = 0; b < kUnknowns; ++b) system[a][b] += rho[row] * problem.A[row][a] * problem.A[row][b];
    }
    const Matrix step = inverse(system);
    Vector x(kUnknowns, 1.0 / 3.0), z = times(problem.A, x), y(kRows, 0.0);
    for (int iteration = 0; iteration < 20000; ++iteration) {
        Vector right(kUnknowns);
        for (int a = 0; a < kUnknowns; ++a) {
            right[a] = sigma * x[a];
            for (int row = 0; row < kRows; ++row)
                if (problem.A[row][a] != 0.0) right[a] += problem.A[row][a] * (rho[row] * z[row] - y[row]);
        }
        x = times(step, right);
        const Vector ax = times(problem.A, x);
        for (int row = 0; row < kRows; ++row) {
            z[row] = std::clamp(ax[row] + y[row] / rho[row], problem.low[row], problem.high[row]);
            y[row] += rho[row] * (ax[row] - z[row]);
        }
    }
    return x;
}

} // namespace

int main() {
    const Problem problem = statement();
    const Vector x = solution(problem);
    double worst = 0.0;
    const Vector ax = times(problem.A, x);
    for (int row = 0; row < kRows; ++row)
        worst = std::max({worst, problem.low[row] - ax[row], ax[row] - problem.high[row]});
    if (worst > 1e-11) {
        std::fprintf(stderr, "a demand is missed by %g\n", worst);
        return 1;
    }
    std::puts(
        "#pragma once\n"
        "// Made by engine/optics/tools/solve_rec709_basis.cpp: red and green, 380 to 780 nm at 5 nm; blue is what\n"
        "// they leave of one. Do not edit.\n"
        "#include <array>\n\n"
        "namespace vitrine::optics {\n\n"
        "// clang-format off\n"
        "inline constexpr std::array<std::array<double, 2>, 81> kRec709Basis{{");
    const auto tidy = [](double value) { return value < 1e-12 ? 0.0 : std::min(value, 1.0); };
    for (int i = 0; i < kNodes; ++i)
        std::printf("    {%.12f, %.12f}, // %g nm\n", tidy(x[i]), tidy(x[kNodes + i]), kCieFirst_nm + kCieStep_nm * i);
    std::puts("}};\n// clang-format on\n\n} // namespace vitrine::optics");
    return 0;
}
