#include "fault_storm.h"

#include "base/error.h"
#include "base/files.h"
#include "reach.h"

#include <fmt/format.h>
#include <thread>

namespace vitrine::ui {
namespace {

// Long enough for a machine that does something else besides: the first swatches and each recovery compile every
// kernel.
constexpr Seconds kPatience(300.0), kLook(0.01);
constexpr std::chrono::seconds kBeforeAgain(8); // until a hand that saw no answer tries again
constexpr int kMostInARow = 8;                  // faults that strike one recovery after the other before it may end
constexpr glm::ivec2 kSize(480, 300), kOtherSize(440, 300);

double azimuth(const Json& state) {
    return state.at("camera").at("azimuth_deg").get<double>();
}

} // namespace

FaultStorm::FaultStorm(const XServer& server, std::filesystem::path stateFile, std::stop_token stop)
    : desktop_(server), stateFile_(std::move(stateFile)), stop_(std::move(stop)) {}

void FaultStorm::begin() {
    await("its first picture", [](const Json& now) { return now.at("swatches").get<bool>(); });
    desktop_.awaitWindow(kPatience);
}

Json FaultStorm::state() const {
    if (!std::filesystem::exists(stateFile_)) return Json::object();
    return parseJson(readTextFile(stateFile_, 1 << 20), "state");
}

Json FaultStorm::await(const std::string& what, const std::function<bool(const Json&)>& wish,
                       const std::function<void()>& whileWaiting) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (true) {
        if (stop_.stop_requested()) throw Error("the showroom ended while it was awaited " + what);
        const Json now = state();
        if (!now.empty() && now.at("settled").get<bool>() && wish(now)) return now;
        if (std::chrono::steady_clock::now() > deadline)
            throw Error(fmt::format("{} was awaited in vain; the last fault struck {}; the state: {}", what,
                                    vitrine_faults_last(), now.dump()));
        whileWaiting();
        std::this_thread::sleep_for(kLook);
    }
}

void FaultStorm::click(const std::string& widget) {
    desktop_.click(reach(
        desktop_, [this] { return state(); }, widget));
}

// A window that has just changed its size may move the swatch away under the hand, so that it strikes another: it tries
// again, as any hand does that sees the wrong metal.
FaultStorm::Deed FaultStorm::choose(const std::string& kind, const std::string& next, const Json& now) {
    const std::string list = kind == "metal" ? "metals" : "stones";
    const std::string place = now.at(kind == "metal" ? "slot" : "seat");
    return {.name = "swap to " + next,
            .act = [this, kind, next] { click(kind + "/" + next); },
            .done = [list, place, next](const Json& then) { return then.at(list).at(place) == next; },
            .again = true};
}

// To and fro between two choices, by what is chosen now.
FaultStorm::Deed FaultStorm::swap(const std::string& kind, const std::string& one, const std::string& other,
                                  const Json& now) {
    const Deed there = choose(kind, one, now);
    return there.done(now) ? choose(kind, other, now) : there;
}

std::vector<FaultStorm::Deed> FaultStorm::deeds(Of of) {
    const Json now = state();
    const double turn = azimuth(now), size = now.at("ring_size").get<double>();
    const bool large = size > 6.5, wide = now.at("window_width") == kSize.x;
    const glm::ivec2 nextSize = wide ? kOtherSize : kSize;
    const Deed orbit{.name = "orbit",
                     .act =
                         [this] {
                             desktop_.drag({100, 200}, {130, 200});
                         },
                     .done = [turn](const Json& then) { return azimuth(then) != turn; },
                     .again = true};
    const Deed resize{.name = "another window",
                      .act = [this, nextSize] { desktop_.resizeWindow(nextSize); },
                      .done = [nextSize](const Json& then) { return then.at("window_width") == nextSize.x; },
                      .again = true};
    if (of == Of::theWindow) return {orbit, resize};
    return {
        orbit,
        swap("metal", "18k-yellow", "platinum-950", now),
        swap("stone", "diamond", "ruby", now),
        {.name = "another ring",
         .act = [this, large] { click(large ? "ring-size/less" : "ring-size/more"); },
         .done = [size](const Json& then) { return then.at("ring_size") != size; }},
        resize,
        {.name = "rest", .act = [] {}, .done = [](const Json& then) { return then.at("rest_samples") > 0; }},
    };
}

void FaultStorm::carryOut(const Deed& deed, const std::function<void()>& whileWaiting) {
    deed.act();
    auto next = std::chrono::steady_clock::now() + kBeforeAgain;
    await(deed.name, deed.done, [&] {
        whileWaiting();
        if (!deed.again || std::chrono::steady_clock::now() < next) return;
        deed.act();
        next = std::chrono::steady_clock::now() + kBeforeAgain;
    });
}

// A loss for certain, so that what follows one can be struck.
FaultStorm::Deed FaultStorm::recovery() {
    const int before = state().at("recovered").get<int>();
    return {.name = "a recovery",
            .act =
                [this] {
                    forced_ += vitrine_faults_arm_call("vkQueueSubmit2", 1, VK_ERROR_DEVICE_LOST) != 0 ? 1 : 0;
                    desktop_.drag({100, 200}, {90, 200});
                },
            .done = [before](const Json& then) { return then.at("recovered") > before; }};
}

FaultStorm::Deed FaultStorm::save() {
    const auto pictures = [folder = stateFile_.parent_path() / "pictures"] {
        std::error_code none;
        return std::distance(std::filesystem::directory_iterator(folder, none), {});
    };
    return {.name = "a saved picture",
            .act = [this] { desktop_.strike({"s"}); },
            .done = [pictures, before = pictures()](const Json&) { return pictures() > before; }};
}

void FaultStorm::strikeEveryPlace(VkResult fault) {
    bool quiet = false;
    for (int rounds = 0; !quiet; ++rounds) {
        const std::uint64_t before = vitrine_faults_strikes() - forced_;
        // A window's trouble comes with its frames, whatever they show.
        const bool loss = fault == VK_ERROR_DEVICE_LOST;
        std::vector<Deed> round = deeds(loss ? Of::everything : Of::theWindow);
        if (loss) round.push_back(rounds == 0 ? save() : recovery());
        for (const Deed& deed : round) strikeDuring(deed, [fault] { vitrine_faults_arm_new_place(fault); });
        quiet = rounds > 0 && vitrine_faults_strikes() - forced_ == before;
    }
    vitrine_faults_disarm();
}

void FaultStorm::strikeAnyPlace(VkResult fault, int times) {
    const std::uint64_t wanted = vitrine_faults_strikes() + static_cast<std::uint64_t>(times);
    while (vitrine_faults_strikes() < wanted)
        for (const Deed& deed : deeds(Of::theWindow))
            strikeDuring(deed, [this, fault] {
                distance_ = distance_ * 7 % 61; // 1 to 60 calls ahead, in no order
                vitrine_faults_arm(distance_, fault);
            });
    vitrine_faults_disarm();
}

void FaultStorm::lackMemory(int timesAnew) {
    const int before = state().at("recovered").get<int>();
    vitrine_faults_main_thread_only(1); // the swatches' own thread would do without, and nothing be made anew
    carryOut({.name = "a recovery from a lack of memory",
              .act =
                  [this, timesAnew] {
                      vitrine_faults_arm_call("vkQueueSubmit2", 1, VK_ERROR_OUT_OF_DEVICE_MEMORY);
                      for (int i = 1; i <= timesAnew; ++i) // each at a call of its own
                          vitrine_faults_arm_call("vkAllocateMemory", static_cast<std::uint64_t>(i),
                                                  VK_ERROR_OUT_OF_DEVICE_MEMORY);
                      desktop_.drag({100, 200}, {90, 200});
                  },
              .done = [before](const Json& then) { return then.at("recovered") > before; }});
    vitrine_faults_disarm();
    vitrine_faults_main_thread_only(0);
}

// The next fault waits as soon as the last one has struck, so that recoveries are struck as well.
void FaultStorm::strikeDuring(const Deed& deed, const std::function<void()>& arm) {
    std::uint64_t strikes = vitrine_faults_strikes();
    int inARow = 0;
    vitrine_faults_disarm();
    arm();
    carryOut(deed, [&] {
        if (vitrine_faults_strikes() == strikes || inARow == kMostInARow) return;
        strikes = vitrine_faults_strikes();
        // A storm lasts minutes: whoever waits for it sees where it is.
        fmt::print("fault {:3}: {} during {}\n", strikes, vitrine_faults_last(), deed.name);
        std::fflush(stdout);
        ++inARow;
        arm();
    });
}

Sight FaultStorm::sight() {
    vitrine_faults_disarm();
    // Back to the first choices, by the same hand.
    desktop_.resizeWindow(kSize);
    await("the window's size", [](const Json& then) { return then.at("window_width") == kSize.x; });
    const Json now = state();
    for (const Deed& deed : {choose("metal", "18k-yellow", now), choose("stone", "diamond", now)})
        if (!deed.done(now)) carryOut(deed);
    if (now.at("ring_size") != 6.5) click("ring-size/less");
    await("the ring's size", [](const Json& then) { return then.at("ring_size") == 6.5; });
    desktop_.strike({"Home"});
    const Json home = await("the view at home", [](const Json& then) {
        return std::abs(azimuth(then) - 32.0) < 1e-9 && then.at("message").get<std::string>().empty() &&
               then.at("rest_samples") > 0;
    });
    const Json place = home.at("picture");
    return {
        .design = {home.at("metals"), home.at("stones"), home.at("ring_size")},
        .shot = desktop_.shot(),
        .picture = {{place.at(0).get<int>(), place.at(1).get<int>()}, {place.at(2).get<int>(), place.at(3).get<int>()}},
        .memorySteps = home.at("memory_steps").get<int>()};
}

} // namespace vitrine::ui
