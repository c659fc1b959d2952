#include "scene/pave_band.h"

#include "base/error.h"
#include "gem/round_brilliant.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::scene {
namespace {

constexpr int kASide = 4, kAlongRim = 2 * kASide; // segments of a cell's sides
constexpr double kClearance = 0.015;              // between a girdle and its bearing
constexpr double kAzure = 0.62;                   // radius of the hole beneath, of the stone's
constexpr double kSunk = 0.06;                    // of the girdle below the band's surface

using Ring = std::vector<glm::dvec3>;

// Rows of points in the band's own coordinates: x along the row at girdle radius, y the distance from the finger's
// axis, z along the axis.
class Shell {
  public:
    Shell(Mesh& mesh, double girdleRadius) : mesh_(mesh), girdleRadius_(girdleRadius) {}

    // The strip between two closed rings, smooth along them, with creases at both. Seen from outside, `a` runs
    // anticlockwise around `b`.
    enum class Strip { ofCylinder, byFaces }; ///< where its normals come from
    void strip(const Ring& a, const Ring& b, Strip kind) {
        const std::size_t n = a.size();
        std::vector<glm::dvec3> p(2 * n), normals(2 * n, glm::dvec3(0.0));
        for (std::size_t i = 0; i < n; ++i) {
            p[i] = bent(a[i]);
            p[n + i] = bent(b[i]);
        }
        const auto first = static_cast<std::uint32_t>(mesh_.positions.size());
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t j = (i + 1) % n;
            triangle(p, normals, {i, j, n + j}, first);
            triangle(p, normals, {i, n + j, n + i}, first);
        }
        for (std::size_t i = 0; i < p.size(); ++i) {
            const glm::dvec3 outwards(p[i].x, p[i].y, 0.0);
            const glm::dvec3 ofCylinder = glm::dot(normals[i], outwards) > 0.0 ? outwards : -outwards;
            mesh_.positions.emplace_back(p[i]);
            mesh_.normals.emplace_back(glm::normalize(kind == Strip::ofCylinder ? ofCylinder : normals[i]));
        }
    }

    glm::dvec3 bent(const glm::dvec3& p) const {
        const double angle = p.x / girdleRadius_;
        return {p.y * std::sin(angle), p.y * std::cos(angle), p.z};
    }

  private:
    void triangle(const std::vector<glm::dvec3>& p, std::vector<glm::dvec3>& normals, std::array<std::size_t, 3> corner,
                  std::uint32_t first) {
        const glm::dvec3 n = glm::cross(p[corner[1]] - p[corner[0]], p[corner[2]] - p[corner[0]]);
        for (const std::size_t c : corner) {
            normals[c] += n;
            mesh_.indices.push_back(first + static_cast<std::uint32_t>(c));
        }
    }

    Mesh& mesh_;
    double girdleRadius_;
};

class Maker {
  public:
    explicit Maker(const PaveBand& band) : band_(band) {
        girdleRadius_ = band.stonesARow * band.pitch / (2.0 * kPi);
        surface_ = girdleRadius_ + kSunk;
        halfWidth_ = 0.5 * (band.rows - 1) * band.rowPitch + 0.5 * band.edgeDiameter + band.rim;
        check();
    }

    Piece make(std::shared_ptr<const metal::Alloy> alloy, std::shared_ptr<const gem::Species> species,
               double roughness) {
        Piece piece;
        piece.surfaces.push_back({.name = "shank", .model = MetalSurface{std::move(alloy), roughness}});
        piece.meshes.push_back({.name = "pave band"});
        Shell shell(piece.meshes[0], girdleRadius_);
        for (int row = 0; row < band_.rows; ++row)
            for (int i = 0; i < band_.stonesARow; ++i) cell(shell, row, i);
        for (const double side : {-1.0, 1.0}) edge(shell, side);
        for (int row = 0; row <= band_.rows; ++row)
            for (int i = 0; i < band_.stonesARow; ++i) beads(shell, row, i);
        piece.instances.push_back({.mesh = 0, .surface = 0});
        addStones(piece, std::move(species));
        return piece;
    }

  private:
    void check() const {
        if (band_.rows < 2) throw Error({.problem = "a pave band of one row", .remedy = "at least two"});
        const double along = band_.pitch - std::max(band_.middleDiameter, band_.edgeDiameter);
        const double across =
            std::hypot(0.5 * band_.pitch, band_.rowPitch) - 0.5 * (band_.middleDiameter + band_.edgeDiameter);
        if (along < 0.05 || across < 0.05)
            throw Error({.problem = "the stones of a pave band would touch", .remedy = "give them more pitch"});
        const double depth = 0.46 * std::max(band_.middleDiameter, band_.edgeDiameter);
        if (girdleRadius_ - depth < band_.fingerRadius + band_.innerDome + 0.2)
            throw Error({.problem = "a pave band is too thin for its stones",
                         .remedy = "more stones a row or a smaller finger"});
    }

    bool outer(int row) const { return row == 0 || row == band_.rows - 1; }
    double stoneRadius(int row) const { return 0.5 * (outer(row) ? band_.edgeDiameter : band_.middleDiameter); }
    double along(int row, double i) const { return (i + (row % 2 == 0 ? 0.0 : 0.5)) * band_.pitch; }
    double across(double row) const { return (row - 0.5 * (band_.rows - 1)) * band_.rowPitch; }
    double inside(double z) const { return band_.fingerRadius + band_.innerDome * z * z / (halfWidth_ * halfWidth_); }

    // The outline of a seat's cell, relative to the seat: halfway to its neighbours, straight beside the outer rows.
    std::vector<glm::dvec2> outline(int row) const {
        struct Corner {
            double x, z;
            int segments; // to the next corner
        };
        const double u = 0.5 * band_.pitch, third = band_.rowPitch / 3.0, beside = halfWidth_ - std::abs(across(row));
        std::vector<Corner> corners;
        if (row == 0)
            corners = {{u, -beside, kAlongRim}, {-u, -beside, kASide}};
        else
            corners = {{u, -third, kASide}, {0.0, -2.0 * third, kASide}, {-u, -third, kASide}};
        if (row == band_.rows - 1)
            corners.insert(corners.end(), {{-u, beside, kAlongRim}, {u, beside, kASide}});
        else
            corners.insert(corners.end(), {{-u, third, kASide}, {0.0, 2.0 * third, kASide}, {u, third, kASide}});
        std::vector<glm::dvec2> points;
        for (std::size_t c = 0; c < corners.size(); ++c) {
            const Corner &from = corners[c], &to = corners[(c + 1) % corners.size()];
            for (int k = 0; k < from.segments; ++k)
                points.push_back(glm::mix(glm::dvec2(from.x, from.z), glm::dvec2(to.x, to.z),
                                          static_cast<double>(k) / from.segments));
        }
        return points;
    }

    // That outline, or a circle in the same directions from the seat; at a height, or on the inner side.
    enum class Side { outer, inner };
    Ring cellRing(int row, int i, Side side) const {
        Ring ring;
        for (const glm::dvec2& p : outline(row)) {
            const double z = across(row) + p.y;
            ring.emplace_back(along(row, i) + p.x, side == Side::outer ? surface_ : inside(z), z);
        }
        return ring;
    }
    Ring circle(int row, int i, double radius, double height) const {
        Ring ring;
        for (const glm::dvec2& p : outline(row)) {
            const glm::dvec2 q = radius * glm::normalize(p);
            ring.emplace_back(along(row, i) + q.x, height, across(row) + q.y);
        }
        return ring;
    }

    // One seat: the surface around it, the rim, the bearing, the wall of the azure, and the inner side around that.
    void cell(Shell& shell, int row, int i) const {
        const double a = stoneRadius(row);
        const double depth = 0.43 * 2.0 * a * (1.0 - kAzure);
        const Ring rim = circle(row, i, a + 2.0 * kClearance, surface_);
        const Ring bearing = circle(row, i, a + kClearance, girdleRadius_ - 0.03);
        const Ring throat = circle(row, i, kAzure * a, girdleRadius_ - depth - 0.08);
        Ring mouth = circle(row, i, kAzure * a, 0.0);
        for (glm::dvec3& p : mouth) p.y = inside(p.z);
        shell.strip(cellRing(row, i, Side::outer), rim, Shell::Strip::ofCylinder);
        shell.strip(rim, bearing, Shell::Strip::byFaces);
        shell.strip(bearing, throat, Shell::Strip::byFaces);
        shell.strip(throat, mouth, Shell::Strip::byFaces);
        shell.strip(mouth, cellRing(row, i, Side::inner), Shell::Strip::ofCylinder);
    }

    // The side of the band, rounded over at the surface.
    void edge(Shell& shell, double side) const {
        constexpr int rounding = 6;
        const double r = 0.2, inner = inside(halfWidth_);
        std::vector<glm::dvec2> profile; // z, y
        for (int k = 0; k <= rounding; ++k) {
            const double phi = 0.5 * kPi * k / rounding;
            profile.emplace_back(halfWidth_ + r * std::sin(phi), surface_ - r * (1.0 - std::cos(phi)));
        }
        for (int k = 0; k <= rounding; ++k) {
            const double phi = 0.5 * kPi * (1.0 - static_cast<double>(k) / rounding);
            profile.emplace_back(halfWidth_ + r * std::sin(phi), inner + r * (1.0 - std::cos(phi)));
        }
        const int around = band_.stonesARow * kAlongRim;
        const auto ringAt = [&](const glm::dvec2& p) {
            Ring ring;
            for (int i = 0; i < around; ++i) {
                const double x = band_.pitch * i / kAlongRim;
                ring.emplace_back(-side * x, p.y, side * p.x);
            }
            return ring;
        };
        for (std::size_t k = 1; k < profile.size(); ++k)
            shell.strip(ringAt(profile[k - 1]), ringAt(profile[k]), Shell::Strip::byFaces);
    }

    // In the gaps that three stones of this row and the one before leave, and beside the outer rows.
    void beads(Shell& shell, int row, int i) const {
        const bool first = row == 0, last = row == band_.rows;
        const double beside = 0.2 * band_.edgeDiameter;
        if (first) return dome(shell, along(0, i + 0.5), across(0) - beside);
        if (last) return dome(shell, along(row - 1, i + 0.5), across(row - 1) + beside);
        const double middle = across(row - 0.5), toCentroid = band_.rowPitch / 6.0;
        dome(shell, along(row, i), middle - toCentroid);
        dome(shell, along(row, i + 0.5), middle + toCentroid);
    }

    void dome(Shell& shell, double x, double z) const {
        constexpr int rings = 4, sectors = 12;
        const auto ringAt = [&](int k) {
            const double theta = 0.5 * kPi * k / rings, r = band_.bead * std::cos(theta);
            Ring ring;
            for (int s = 0; s < sectors; ++s) {
                const double phi = 2.0 * kPi * s / sectors;
                ring.emplace_back(x + r * std::cos(phi), surface_ + 0.8 * band_.bead * std::sin(theta),
                                  z - r * std::sin(phi));
            }
            return ring;
        };
        for (int k = 0; k < rings; ++k) shell.strip(ringAt(k), ringAt(k + 1), Shell::Strip::byFaces);
    }

    void addStones(Piece& piece, std::shared_ptr<const gem::Species> species) const {
        const gem::Solid unit = gem::roundBrilliant({});
        const auto middle = std::make_shared<const gem::Solid>(unit.scaled(band_.middleDiameter));
        const auto edge = std::make_shared<const gem::Solid>(unit.scaled(band_.edgeDiameter));
        for (int row = 0; row < band_.rows; ++row)
            for (int i = 0; i < band_.stonesARow; ++i) {
                const double angle = along(row, i) / girdleRadius_;
                const glm::dvec3 up(std::sin(angle), std::cos(angle), 0.0),
                    onwards(std::cos(angle), -std::sin(angle), 0.0);
                const std::shared_ptr<const gem::Solid>& solid = outer(row) ? edge : middle;
                piece.stones.push_back(
                    {.seat = "row " + std::to_string(row + 1) + " stone " + std::to_string(i + 1),
                     .species = species,
                     .solid = solid,
                     .worldFromStone =
                         glm::dmat4(glm::dvec4(onwards, 0.0), glm::dvec4(up, 0.0), glm::dvec4(0.0, 0.0, 1.0, 0.0),
                                    glm::dvec4(girdleRadius_ * up + glm::dvec3(0.0, 0.0, across(row)), 1.0)),
                     .cut = "round-brilliant",
                     .carat = gem::carat(*solid, species->density_g_cm3)});
            }
    }

    PaveBand band_;
    double girdleRadius_ = 0.0, surface_ = 0.0, halfWidth_ = 0.0;
};

} // namespace

Piece paveBand(const PaveBand& band, std::shared_ptr<const metal::Alloy> alloy,
               std::shared_ptr<const gem::Species> species, double roughness) {
    return Maker(band).make(std::move(alloy), std::move(species), roughness);
}

} // namespace vitrine::scene
