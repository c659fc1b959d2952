#include "gpu/surface.h"

namespace vitrine::gpu {

Surface::Surface(const Device& device) : device_(&device), surface_(device.makeSurface()) {}

Surface::~Surface() {
    if (!device_->lifetime().abandoned) vkDestroySurfaceKHR(device_->instance(), surface_, nullptr);
}

} // namespace vitrine::gpu
