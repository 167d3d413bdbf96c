// TensorFlow for the GPU complains, each time it loads, that parts of it are there twice, through a
// logger that TF_CPP_MIN_LOG_LEVEL does not reach yet. Where that variable asks for quiet, this library,
// which is initialised before all others (-z initfirst), sends away what is said until `quiet.cc`, in the
// addon, which is initialised last, gives stderr back.
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

int hushed_stderr = -1;

__attribute__((constructor)) static void hush() {
  const char *level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  if (!level || std::atoi(level) < 1) return;
  const int nowhere = open("/dev/null", O_WRONLY);
  if (nowhere < 0) return;
  hushed_stderr = dup(STDERR_FILENO);
  if (hushed_stderr >= 0) dup2(nowhere, STDERR_FILENO);
  close(nowhere);
}
