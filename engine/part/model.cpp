#include "part/model.h"

#include <glm/gtc/matrix_transform.hpp>

namespace vitrine::part {

glm::dmat4 Node::parentFromNode() const {
    return glm::translate(glm::dmat4(1.0), translation) * glm::mat4_cast(rotation) * glm::scale(glm::dmat4(1.0), scale);
}

} // namespace vitrine::part
