#pragma once
#include "desktop.h"

#include "base/json.h"
#include "faults.h"

#include <functional>
#include <stop_token>

namespace vitrine::ui {

/// What a showroom shows when nothing happens to it.
struct Sight {
    Json design; ///< metals, stones and ring size
    Shot shot;
    Region picture;
    int memorySteps = 0; ///< by which the picture has become smaller for want of memory
};

/// A hand that uses every part of a showroom in this process, while the fault layer lets one call after the other fail.
/// Whatever it asks for must come about in the end, however often the device is lost meanwhile.
class FaultStorm {
  public:
    /// stateFile: what the showroom keeps by --state.
    FaultStorm(const XServer& server, std::filesystem::path stateFile, std::stop_token stop);

    /// Waits for the showroom's first picture.
    void begin();

    /// Strikes each place in the program that can report this fault, whatever leads there: frames, swaps, another size
    /// of the ring or the window, rest, a saved picture, and the recovery from a fault itself. Ends with a round in
    /// which there was no new place.
    void strikeEveryPlace(VkResult fault);

    /// Strikes so many more calls, far apart and near.
    void strikeAnyPlace(VkResult fault, int times);

    /// Lets memory be lacking to the frames' thread in a frame and so many times more while everything is made anew,
    /// before there is a picture.
    void lackMemory(int timesAnew);

    /// Undisturbed and with all choices as at the beginning.
    Sight sight();

    void closeWindow() { desktop_.closeWindow(); }

  private:
    struct Deed {
        std::string name;
        std::function<void()> act;
        std::function<bool(const Json&)> done;
        bool again = false; ///< nothing is lost by doing it twice: a hand that saw no answer just tries again
    };
    enum class Of { everything, theWindow };
    std::vector<Deed> deeds(Of of);
    Deed choose(const std::string& kind, const std::string& next, const Json& now);
    Deed swap(const std::string& widgetPrefix, const std::string& one, const std::string& other, const Json& now);
    Deed recovery();
    Deed save();
    void carryOut(
        const Deed& deed, const std::function<void()>& whileWaiting = [] {});
    void strikeDuring(const Deed& deed, const std::function<void()>& arm);
    Json state() const;
    Json await(
        const std::string& what, const std::function<bool(const Json&)>& wish,
        const std::function<void()>& whileWaiting = [] {});
    void click(const std::string& widget);

    Desktop desktop_;
    std::filesystem::path stateFile_;
    std::stop_token stop_;
    std::uint64_t forced_ = 0; ///< strikes that were no search for a new place
    std::uint64_t distance_ = 1;
};

} // namespace vitrine::ui
