// TensorFlow 2.18 logs through Abseil, which no environment variable keeps quiet: a notice about an
// optimiser that is off would stand among a run's own lines. This makes Abseil's log as quiet as
// TF_CPP_MIN_LOG_LEVEL asks TensorFlow's own to be. A version with another Abseil is left alone.
#include <cstdlib>

namespace absl {
inline namespace lts_20230802 {
enum class LogSeverityAtLeast : int {};
__attribute__((weak)) void SetMinLogLevel(LogSeverityAtLeast);
}  // namespace lts_20230802
}  // namespace absl

__attribute__((constructor)) static void quiet() {
  const char *level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  if (absl::SetMinLogLevel && level)
    absl::SetMinLogLevel(static_cast<absl::LogSeverityAtLeast>(std::atoi(level)));
}
