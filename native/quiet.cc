// The first graph that TensorFlow 2.18 runs makes it log, once, that an optimiser is off, through a
// logger that TF_CPP_MIN_LOG_LEVEL does not reach: the notice would stand among a run's own lines.
// Where that variable asks for quiet, an empty graph is run while the library loads, and what it
// says is dropped.
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include "tensorflow/c/c_api.h"

#ifdef HUSHED
extern int hushed_stderr; // hush.cc
#endif

static void run_empty_graph() {
  TF_Status *status = TF_NewStatus();
  TF_Graph *graph = TF_NewGraph();
  TF_SessionOptions *options = TF_NewSessionOptions();
  TF_Session *session = TF_NewSession(graph, options, status);
  const TF_Operation *nothing =
      TF_FinishOperation(TF_NewOperation(graph, "NoOp", "nothing"), status);
  if (TF_GetCode(status) == TF_OK) {
    TF_SessionRun(session, nullptr, nullptr, nullptr, 0, nullptr, nullptr, 0, &nothing, 1, nullptr,
                  status);
    TF_DeleteSession(session, status);
  }
  TF_DeleteSessionOptions(options);
  TF_DeleteGraph(graph);
  TF_DeleteStatus(status);
}

__attribute__((constructor)) static void quiet() {
#ifdef HUSHED
  if (hushed_stderr >= 0) {
    dup2(hushed_stderr, STDERR_FILENO);
    close(hushed_stderr);
  }
#endif
  const char *level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  if (!level || std::atoi(level) < 1) return;
  const int said = dup(STDERR_FILENO);
  const int nowhere = open("/dev/null", O_WRONLY);
  if (said >= 0 && nowhere >= 0) {
    dup2(nowhere, STDERR_FILENO);
    run_empty_graph();
    dup2(said, STDERR_FILENO);
  }
  if (nowhere >= 0) close(nowhere);
  if (said >= 0) close(said);
}
