"""Times the learning rule in PyTorch on the batches that a folder holds, from the learner in it.

    python peer.py FOLDER

`bench/peer.ts` writes the folder. Prints JSON: for each way of writing it the times of the batches, in
milliseconds, and how far its weights are from ours after the first batch.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch

from model import Learner, Plain, Precision, Sparing

WAYS = {
    "eager": lambda learner, rates: Plain(learner, rates, Precision()),
    "expert": lambda learner, rates: Sparing(learner, rates, Precision()),
    "expert, bfloat16": lambda learner, rates: Sparing(learner, rates, Precision(half=True)),
}


def tensors(file: Path) -> dict[str, torch.Tensor]:
    """The float32 arrays of a safetensors file, by their names."""
    data = file.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(
            np.frombuffer(data[8 + size :][slice(*one["data_offsets"])], np.float32).copy()
        ).reshape(one["shape"])
        for name, one in header.items()
    }


def learner_in(file: Path) -> Learner:
    found = tensors(file)
    layers = range(1, 1 + sum(name.startswith("layer_") and name.endswith(".mean_activity") for name in found))
    names = [f"layer_{at}.{part}" for part in ("bottom_up", "top_down", "bias") for at in layers]
    each = len(layers)
    own = [found[name] for name in names]
    return Learner(
        up=own[:each],
        down=own[each : 2 * each],
        bias=own[2 * each :],
        readout=found["readout"],
        velocity=[found[f"momentum_buffer.{name}"] for name in [*names, "readout"]],
        mean=[found[f"layer_{at}.mean_activity"] for at in layers],
    )


def main() -> None:
    folder = Path(sys.argv[1])
    about = json.loads((folder / "about.json").read_text())
    batch, pixels, classes = about["batch"], about["pixels"], about["classes"]
    images = torch.from_numpy(np.fromfile(folder / "pixels.f32", np.float32)).reshape(-1, batch, pixels)
    labels = torch.from_numpy(np.fromfile(folder / "labels.i32", np.int32)).long().reshape(-1, batch)
    chance = torch.from_numpy(np.fromfile(folder / "chance.f32", np.float32)).reshape(-1, batch, classes)
    torch.set_num_threads(about["threads"])
    ours = learner_in(folder / "after.safetensors").parameters()
    found = {}
    for way, start in WAYS.items():
        peer = start(learner_in(folder / "before.safetensors"), tuple(about["rates"]))
        times = []
        for at in range(len(images)):
            began = time.perf_counter()
            peer.learn(images[at], labels[at], chance[at])
            times.append(1000 * (time.perf_counter() - began))
            if at == 0:
                apart = max(
                    float((a - b).abs().max()) for a, b in zip(peer.learner.parameters(), ours)
                )
        found[way] = {"times": times, "apart": apart}
    print(json.dumps({"torch": torch.__version__, "ways": found}))


main()
