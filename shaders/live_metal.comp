// A metal that the eye sees: its mirror reflection, widened by the lobe of its microfacets and by the bend of the surface
// across the pixel, followed through the piece.
//
// Over a list of pixels rather than over the metals' triangles, which are hardly larger than pixels: there most of a
// vector's lanes, or of a GPU's quads, would have nothing to do.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/enamel.glsl"
#include "live/eye.glsl"
#include "live/foreign.glsl"
#include "live/packed_surface.glsl"
#include "live/picture.glsl"
#include "live/reflections.glsl"
#include "live/worked.glsl"
#include "still/opal.glsl"
#include "still/opaque.glsl"
#ifdef EDGES
#include "live/edge.glsl"
#endif
layout(local_size_x = 64) in;
layout(constant_id = 20) const uint LIST = LIST_METAL; // or LIST_WORKED

// Standard deviation of the band that a wavelength stands for, over the wavelength.
float bandOf(int lane)
{
    float next = laneWavelength(min(lane + 1, WAVES - 1)), before = laneWavelength(max(lane - 1, 0));
    float steps = lane == 0 || lane == WAVES - 1 ? 1.0 : 2.0;
    return 0.2887 * abs(next - before) / (steps * laneWavelength(lane));
}

// XYZ that a body sends to the eye in the light of a sky of that colour that comes from one side. wi: that side, in the
// frame of the surface.
vec3 bodyLit(uint species, Play play, vec3 wi, float cosine, Arriving light)
{
    vec3 xyz = vec3(0.0), rgb = light.rgb;
    float cosineIn = light.cosine, half_ = light.spread / (4.0 * play.opal.index); // of a half-vector's standard deviation
    float spread = sqrt(play.opal.spread * play.opal.spread + half_ * half_);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        SurfaceLight there = surfaceLight(species, l, cosine, cosine), in_ = surfaceLight(species, l, cosineIn, cosineIn);
        float scattered = PI * bodyScattering(there.coupling, there.albedo, in_.albedo);
        if (OPAL) {
            float nm = laneWavelength(l), band = bandOf(l);
            float played = PI * opalScattering(play.opal, play.grain, play.o, wi, (1.0 - there.albedo) * (1.0 - in_.albedo), nm, band, spread);
            float beneath = PI * bodyScattering(there.coupling, opalAlbedo(play.opal, play.grain, play.wo, there.albedo, nm, band),
                                                opalAlbedo(play.opal, play.grain, wi, in_.albedo, nm, band));
            scattered = play.any ? beneath + played : scattered;
        }
        xyz += scattered * dot(rgb, laneBasis(l)) * laneWeight(l);
    }
    return xyz;
}

// An opaque stone by shared/body.glsl: what its surface mirrors, and its body in the light from all around, past what of
// the piece and the ground is in the way.
vec3 bodyLight(uint species, uint record, uint surface, Chain mirrored, Sent sent, vec3 at, vec3 n, vec3 d, float cosine)
{
    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float F = surfaceLight(species, l, cosine, cosine).facet * chainReflectance(mirrored, l);
        float through = sent.through ? (1.0 - sent.mirrored) * heldBy(mirrored.stone, l) : 0.0;
        xyz += F * (sent.mirrored * dot(sent.rgb, laneBasis(l)) + through) * laneWeight(l);
    }
    vec3 t, b;
    basisAbout(n, t, b);
    Play play;
    play.opal.index = 1.0;
    play.opal.spread = 0.0;
    if (OPAL) play = playAt(record, surface, at, t, b, n, vec3(-dot(d, t), -dot(d, b), cosine), speciesAt(species, WAVES / 2).x);
    uint cards = frame.lightCount + laneZero(n), around = GATHERED + laneZero(n);
    for (uint i = 0u; i < cards; ++i) {
        Arriving light = fromCard(i, at, n);
        xyz += bodyLit(species, play, vec3(dot(light.direction, t), dot(light.direction, b), light.cosine), cosine, light);
    }
    for (uint i = 0u; i < around; ++i) {
        Arriving light = fromAround(i, at, n);
        xyz += bodyLit(species, play, vec3(dot(light.direction, t), dot(light.direction, b), light.cosine), cosine, light);
    }
    return xyz;
}

// What the eye sees of a metal: where, how its polished surface lies, towards the eye, and over the width that the sample
// stands for how much that bends (as the half-width of a lobe).
struct Sight
{
    vec3 at;
    vec3 normal;
    float bend;
    float width_mm;
    uint surface;
};

// XYZ that comes to the eye. seen: otherwise nothing is followed.
vec3 metalLight(Sight sight, EyeRay eye, bool seen)
{
    vec3 polished = sight.normal, n = polished, at = sight.at;
    Finish finish = finishOf(sight.surface);
    Worked worked;
    float marked_mm = pixelWidth(eye, at) * inversesqrt(max(-dot(n, eye.direction), 0.1));
    if (LIST == LIST_WORKED) {
        worked = workedAt(finish.record, at, polished, marked_mm);
        worked.normal = facingEye(worked.normal, eye.direction);
        n = worked.normal;
        finish.roughness = sqrt(worked.alpha);
    }
    Material material;
    if (FOREIGN) {
        material = materialSeen(finish, at, eye.direction, polished, sight.width_mm);
        n = finish.foreign ? material.normal : n;
        finish.roughness = finish.foreign ? material.roughness : finish.roughness;
    }
    float cosine = clamp(-dot(n, eye.direction), 1e-3, 1.0);
    float polish = finish.roughness;
    if (ENAMEL) polish = finish.enamelled ? uintBitsToFloat(dressBits(finish.record + ENAMEL_LAYER).z) : polish;
    float lobe = lobeOf(polish, cosine);
    Chain chain;
    chain.origin = at + polished * 3e-3;
    chain.direction = seen ? reflect(eye.direction, n) : vec3(0.0, 1.0, 0.0);
    if (LIST == LIST_WORKED) chain.direction = outOf(polished, chain.direction);
    chain.spread = sqrt(lobe * lobe + sight.bend * sight.bend);
    follow(chain, 3u, 0.5 * sight.width_mm);
    Sent sent = sentBack(chain);
    if (LIST == LIST_WORKED && chain.count == 0u && !sent.through) {
        vec3 o = at + polished * 3e-3, d = seen ? eye.direction : -n;
        sent.rgb = groovedRadiance(worked, polished, o, d, chain.spread);
        sent.rgb = withHairlines(finish.record, sent.rgb, n, polished, at, o, d, chain.spread, marked_mm);
    }

    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec4 index = alloyAt(finish.alloy, l);
        float F = fresnelConductor(cosine, index.x, index.y) * chainReflectance(chain, l);
        float through = sent.through ? (1.0 - sent.mirrored) * heldBy(chain.stone, l) : 0.0;
        if (LIST == LIST_WORKED) F *= worked.left;
        xyz += F * (sent.mirrored * dot(sent.rgb, laneBasis(l)) + through) * laneWeight(l);
    }
    if (FOREIGN) xyz = finish.foreign ? foreignLight(finish, material, chain, sent, at, eye.direction, cosine) : finish.body ? bodyLight(finish.alloy, finish.record, sight.surface, chain, sent, at, n, eye.direction, cosine) : xyz;
    if (ENAMEL) {
        vec3 enamelled = enamelLight(finish, chain, sent, at, n, eye.direction, cosine, sight.bend, sight.width_mm);
        xyz = finish.enamelled ? enamelled : xyz;
    }
    return xyz;
}

#ifdef EDGES
// Once more, at another place within pixels that lie on an edge. Where no stone is near, all else is counted here as well.
void main()
{
    uint at = gl_GlobalInvocationID.x;
    bool waiting = at < listLength(LIST_METAL_EDGE);
    uint entry = listWord(LIST_METAL_EDGE, waiting ? at : 0u);
    ivec2 pixel = ivec2(listEntry(LIST_EDGE, waiting ? entry : 0u));
    bool withStone = (listWord(LIST_EDGE, waiting ? entry : 0u) & EDGE_OF_STONE) != 0u;
    EyeRay eye = eyeRay(vec2(pixel) + 0.5 + live.jitter + push.offset);
    Met met = meetPiece(eye.origin, eye.direction, waiting ? 1e9 : 0.0);
    uint surface = met.identity >= IDENTITY_METAL ? met.identity & IDENTITY_INDEX : 0u;
    bool mine = waiting && tracedOnEdges(met.identity);
    vec3 p = eye.origin + (mine ? met.t : 1.0) * eye.direction;
    // Seven samples share the pixel's area, and most directions see them at seven places: along the bend each stands for
    // something between a seventh and 1 / sqrt(7) of its width, here for the mean of the two.
    float across_mm = 0.26 * pixelWidth(eye, p);
    float bend = min(0.5 * met.bend * across_mm * inversesqrt(max(-dot(met.normal, eye.direction), 0.1)), MOST_BEND);
    vec3 xyz = metalLight(Sight(p, mine ? met.normal : -eye.direction, bend, across_mm, mine ? surface : 0u), eye, mine);
    vec3 other = colourOf(identityMet(met, eye), pixel);
    vec4 added = mine ? vec4(xyz, 1.0) : withStone ? vec4(0.0) : vec4(other, 1.0);
    if (waiting) keepSum(entry, sumsBefore(entry, pixel, push.first != 0u && !withStone) + added);
}
#else
void main()
{
    uint entry = gl_GlobalInvocationID.x;
    bool waiting = entry < listLength(LIST);
    uvec2 pixel = listEntry(LIST, waiting ? entry : 0u);
    uvec2 identity = texelFetch(identities, ivec2(pixel), 0).xy;
    EyeRay eye = eyeRay(vec2(pixel) + 0.5 + live.jitter);
    vec3 at = eyePoint(eye, texelFetch(depths, ivec2(pixel), 0).x);
    vec3 n = facingEye(surfaceNormal(identity.y), eye.direction);
    vec3 xyz = metalLight(Sight(at, n, surfaceBend(identity.y), pixelWidth(eye, at), waiting ? identity.x & IDENTITY_INDEX : 0u), eye, waiting);
    if (waiting) imageStore(lightStore, ivec2(pixel), vec4(xyz, 1.0));
}
#endif
