// Normals as they are packed with a mesh, and the frame about one.
#ifndef VITRINE_STILL_NORMAL_GLSL
#define VITRINE_STILL_NORMAL_GLSL

vec3 unpackNormal(uint packed)
{
    vec2 p = unpackSnorm2x16(packed);
    vec3 n = vec3(p, 1.0 - abs(p.x) - abs(p.y));
    if (n.z < 0.0) n.xy = (1.0 - abs(n.yx)) * vec2(n.x >= 0.0 ? 1.0 : -1.0, n.y >= 0.0 ? 1.0 : -1.0);
    return n;
}

// A normal that faces away from the eye has no reflection to show: bent back to grazing.
vec3 facingEye(vec3 normal, vec3 d)
{
    float facing = dot(normal, d);
    return facing > -1e-3 ? normalize(normal - (facing + 1e-3) * d) : normal;
}

// A frame about a unit normal. Duff et al., Building an Orthonormal Basis, Revisited, JCGT 6(1), 2017.
void basisAbout(vec3 n, out vec3 t, out vec3 b)
{
    float s = n.z >= 0.0 ? 1.0 : -1.0;
    float a = -1.0 / (s + n.z);
    float c = n.x * n.y * a;
    t = vec3(1.0 + s * n.x * n.x * a, s * c, -s * n.x);
    b = vec3(c, s + n.y * n.y * a, -n.y);
}
#endif
