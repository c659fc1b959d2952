#include "part/schema.h"

namespace vitrine::part {
namespace {

using Type = Property::Type;

const Property kName{.name = "name", .type = Type::string};

const ObjectSchema kAsset{
    "asset",
    {{.name = "copyright"}, {.name = "generator"}, {.name = "version", .required = true}, {.name = "minVersion"}}};

const ObjectSchema kSparseIndices{
    "sparseIndices",
    {{.name = "bufferView", .type = Type::index, .required = true, .refersTo = "/bufferViews"},
     {.name = "byteOffset", .type = Type::integer, .least = 0},
     {.name = "componentType", .type = Type::integer, .required = true, .choices = {5121, 5123, 5125}}}};

const ObjectSchema kSparseValues{
    "sparseValues",
    {{.name = "bufferView", .type = Type::index, .required = true, .refersTo = "/bufferViews"},
     {.name = "byteOffset", .type = Type::integer, .least = 0}}};

const ObjectSchema kSparse{"sparse",
                           {{.name = "count", .type = Type::integer, .required = true, .least = 1},
                            {.name = "indices", .type = Type::object, .required = true, .object = &kSparseIndices},
                            {.name = "values", .type = Type::object, .required = true, .object = &kSparseValues}}};

const ObjectSchema kAccessor{
    "accessor",
    {kName,
     {.name = "bufferView", .type = Type::index, .refersTo = "/bufferViews"},
     {.name = "byteOffset", .type = Type::integer, .least = 0},
     {.name = "componentType",
      .type = Type::integer,
      .required = true,
      .choices = {5120, 5121, 5122, 5123, 5125, 5126}},
     {.name = "normalized", .type = Type::boolean},
     {.name = "count", .type = Type::integer, .required = true, .least = 1},
     {.name = "type", .required = true, .words = {"SCALAR", "VEC2", "VEC3", "VEC4", "MAT2", "MAT3", "MAT4"}},
     {.name = "max", .type = Type::numbers},
     {.name = "min", .type = Type::numbers},
     {.name = "sparse", .type = Type::object, .object = &kSparse}}};

const ObjectSchema kBuffer{
    "buffer", {kName, {.name = "uri"}, {.name = "byteLength", .type = Type::integer, .required = true, .least = 1}}};

const ObjectSchema kBufferView{"bufferView",
                               {kName,
                                {.name = "buffer", .type = Type::index, .required = true, .refersTo = "/buffers"},
                                {.name = "byteOffset", .type = Type::integer, .least = 0},
                                {.name = "byteLength", .type = Type::integer, .required = true, .least = 1},
                                {.name = "byteStride", .type = Type::integer, .least = 4, .most = 252, .multipleOf = 4},
                                {.name = "target", .type = Type::integer, .choices = {34962, 34963}}}};

const ObjectSchema kChannelTarget{
    "animationChannelTarget",
    {{.name = "node", .type = Type::index, .refersTo = "/nodes"}, {.name = "path", .required = true}}};

const ObjectSchema kChannel{"animationChannel",
                            {{.name = "sampler", .type = Type::index, .required = true},
                             {.name = "target", .type = Type::object, .required = true, .object = &kChannelTarget}}};

const ObjectSchema kAnimationSampler{
    "animationSampler",
    {{.name = "input", .type = Type::index, .required = true, .refersTo = "/accessors"},
     {.name = "interpolation", .words = {"LINEAR", "STEP", "CUBICSPLINE"}},
     {.name = "output", .type = Type::index, .required = true, .refersTo = "/accessors"}}};

const ObjectSchema kAnimation{
    "animation",
    {kName,
     {.name = "channels", .type = Type::objects, .required = true, .object = &kChannel},
     {.name = "samplers", .type = Type::objects, .required = true, .object = &kAnimationSampler}}};

const ObjectSchema kOrthographic{
    "orthographic",
    {{.name = "xmag", .type = Type::number, .required = true},
     {.name = "ymag", .type = Type::number, .required = true},
     {.name = "zfar", .type = Type::number, .required = true, .least = 0, .leastExcluded = true},
     {.name = "znear", .type = Type::number, .required = true, .least = 0}}};

const ObjectSchema kPerspective{
    "perspective",
    {{.name = "aspectRatio", .type = Type::number, .least = 0, .leastExcluded = true},
     {.name = "yfov", .type = Type::number, .required = true, .least = 0, .leastExcluded = true},
     {.name = "zfar", .type = Type::number, .least = 0, .leastExcluded = true},
     {.name = "znear", .type = Type::number, .required = true, .least = 0, .leastExcluded = true}}};

const ObjectSchema kCamera{"camera",
                           {kName,
                            {.name = "orthographic", .type = Type::object, .object = &kOrthographic},
                            {.name = "perspective", .type = Type::object, .object = &kPerspective},
                            {.name = "type", .required = true, .words = {"perspective", "orthographic"}}}};

const ObjectSchema kImage{"image",
                          {kName,
                           {.name = "uri"},
                           {.name = "mimeType", .words = {"image/png", "image/jpeg", "image/webp"}},
                           {.name = "bufferView", .type = Type::index, .refersTo = "/bufferViews"}}};

Property textureIndex() {
    return {.name = "index", .type = Type::index, .required = true, .refersTo = "/textures"};
}
Property texCoord() {
    return {.name = "texCoord", .type = Type::integer, .least = 0};
}

} // namespace

// Functions, because the tables of another file point here while both are being made.
const ObjectSchema& textureInfoSchema() {
    static const ObjectSchema kSchema{"textureInfo", {textureIndex(), texCoord()}};
    return kSchema;
}

const ObjectSchema& normalTextureInfoSchema() {
    static const ObjectSchema kSchema{"textureInfo",
                                      {textureIndex(), texCoord(), {.name = "scale", .type = Type::number}}};
    return kSchema;
}

namespace {

const ObjectSchema kOcclusionTexture{
    "textureInfo", {textureIndex(), texCoord(), {.name = "strength", .type = Type::number, .least = 0, .most = 1}}};

const ObjectSchema kMetallicRoughness{
    "pbrMetallicRoughness",
    {{.name = "baseColorFactor", .type = Type::numbers, .least = 0, .most = 1, .length = 4},
     {.name = "baseColorTexture", .type = Type::object, .object = &textureInfoSchema()},
     {.name = "metallicFactor", .type = Type::number, .least = 0, .most = 1},
     {.name = "roughnessFactor", .type = Type::number, .least = 0, .most = 1},
     {.name = "metallicRoughnessTexture", .type = Type::object, .object = &textureInfoSchema()}}};

const ObjectSchema kMaterial{"material",
                             {kName,
                              {.name = "pbrMetallicRoughness", .type = Type::object, .object = &kMetallicRoughness},
                              {.name = "normalTexture", .type = Type::object, .object = &normalTextureInfoSchema()},
                              {.name = "occlusionTexture", .type = Type::object, .object = &kOcclusionTexture},
                              {.name = "emissiveTexture", .type = Type::object, .object = &textureInfoSchema()},
                              {.name = "emissiveFactor", .type = Type::numbers, .least = 0, .most = 1, .length = 3},
                              {.name = "alphaMode", .words = {"OPAQUE", "MASK", "BLEND"}},
                              {.name = "alphaCutoff", .type = Type::number, .least = 0},
                              {.name = "doubleSided", .type = Type::boolean}}};

const ObjectSchema kPrimitive{
    "primitive",
    {{.name = "attributes", .type = Type::indexMap, .required = true, .refersTo = "/accessors"},
     {.name = "indices", .type = Type::index, .refersTo = "/accessors"},
     {.name = "material", .type = Type::index, .refersTo = "/materials"},
     {.name = "mode", .type = Type::integer, .least = 0, .most = 6},
     {.name = "targets", .type = Type::indexMaps, .refersTo = "/accessors"}}};

const ObjectSchema kMesh{"mesh",
                         {kName,
                          {.name = "primitives", .type = Type::objects, .required = true, .object = &kPrimitive},
                          {.name = "weights", .type = Type::numbers}}};

const ObjectSchema kNode{"node",
                         {kName,
                          {.name = "camera", .type = Type::index, .refersTo = "/cameras"},
                          {.name = "children", .type = Type::indices, .refersTo = "/nodes"},
                          {.name = "skin", .type = Type::index, .refersTo = "/skins"},
                          {.name = "matrix", .type = Type::numbers, .length = 16},
                          {.name = "mesh", .type = Type::index, .refersTo = "/meshes"},
                          {.name = "rotation", .type = Type::numbers, .least = -1, .most = 1, .length = 4},
                          {.name = "scale", .type = Type::numbers, .length = 3},
                          {.name = "translation", .type = Type::numbers, .length = 3},
                          {.name = "weights", .type = Type::numbers}}};

const ObjectSchema kSampler{
    "sampler",
    {kName,
     {.name = "magFilter", .type = Type::integer, .choices = {9728, 9729}},
     {.name = "minFilter", .type = Type::integer, .choices = {9728, 9729, 9984, 9985, 9986, 9987}},
     {.name = "wrapS", .type = Type::integer, .choices = {33071, 33648, 10497}},
     {.name = "wrapT", .type = Type::integer, .choices = {33071, 33648, 10497}}}};

const ObjectSchema kScene{"scene", {kName, {.name = "nodes", .type = Type::indices, .refersTo = "/nodes"}}};

const ObjectSchema kSkin{"skin",
                         {kName,
                          {.name = "inverseBindMatrices", .type = Type::index, .refersTo = "/accessors"},
                          {.name = "skeleton", .type = Type::index, .refersTo = "/nodes"},
                          {.name = "joints", .type = Type::indices, .required = true, .refersTo = "/nodes"}}};

const ObjectSchema kTexture{"texture",
                            {kName,
                             {.name = "sampler", .type = Type::index, .refersTo = "/samplers"},
                             {.name = "source", .type = Type::index, .refersTo = "/images"}}};

const ObjectSchema kGltf{"glTF",
                         {{.name = "extensionsUsed", .type = Type::strings},
                          {.name = "extensionsRequired", .type = Type::strings},
                          {.name = "accessors", .type = Type::objects, .object = &kAccessor},
                          {.name = "animations", .type = Type::objects, .object = &kAnimation},
                          {.name = "asset", .type = Type::object, .required = true, .object = &kAsset},
                          {.name = "buffers", .type = Type::objects, .object = &kBuffer},
                          {.name = "bufferViews", .type = Type::objects, .object = &kBufferView},
                          {.name = "cameras", .type = Type::objects, .object = &kCamera},
                          {.name = "images", .type = Type::objects, .object = &kImage},
                          {.name = "materials", .type = Type::objects, .object = &kMaterial},
                          {.name = "meshes", .type = Type::objects, .object = &kMesh},
                          {.name = "nodes", .type = Type::objects, .object = &kNode},
                          {.name = "samplers", .type = Type::objects, .object = &kSampler},
                          {.name = "scene", .type = Type::index, .refersTo = "/scenes"},
                          {.name = "scenes", .type = Type::objects, .object = &kScene},
                          {.name = "skins", .type = Type::objects, .object = &kSkin},
                          {.name = "textures", .type = Type::objects, .object = &kTexture}}};

} // namespace

const ObjectSchema& gltfSchema() {
    return kGltf;
}

} // namespace vitrine::part
