#pragma once
#include "gpu/device.h"

#include <gtest/gtest.h>
#include <memory>

namespace vitrine::gpu {

/// A device under validation and synchronization validation; any message of theirs fails the test, those about objects
/// left behind included. Whatever a test makes on the device must be local to the test, so that it dies before.
class GpuTest : public ::testing::Test {
  protected:
    void SetUp() override {
        device_ = std::make_unique<Device>(settings());
        log_ = device_->log();
        ASSERT_TRUE(device_->validating()) << "apt install vulkan-validationlayers";
    }

    void TearDown() override {
        device_.reset();
        if (!log_) return;
        for (const Message& message : log_->messages()) ADD_FAILURE() << message.text;
    }

    /// Cold pipelines each time: a test must not depend on what ran before it.
    virtual DeviceSettings settings() const { return {.validation = Validation::on, .cacheFolder = ""}; }

    const Device& device() const { return *device_; }

    /// For a test that provokes messages: what was said so far, which is then forgotten.
    std::vector<Message> takeMessages() {
        std::vector<Message> messages = log_->messages();
        log_->clear();
        return messages;
    }

  private:
    std::unique_ptr<Device> device_;
    std::shared_ptr<MessageLog> log_;
};

} // namespace vitrine::gpu
