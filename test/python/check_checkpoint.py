"""Reads a checkpoint as a person does, with safetensors.

    python -W error check_checkpoint.py epoch-00001-batch-000000.safetensors

Prints its metadata and, for every array, shape, type, and the sum of its numbers as JSON.
"""

import json
import sys

from safetensors import safe_open


def main(path):
    with safe_open(path, framework="numpy") as file:
        arrays = {name: file.get_tensor(name) for name in file.keys()}
        metadata = file.metadata()
    described = {
        name: {
            "shape": list(array.shape),
            "dtype": str(array.dtype),
            "sum": float(array.astype("float64").sum()),
        }
        for name, array in arrays.items()
    }
    print(json.dumps({"metadata": metadata, "arrays": described}))


if __name__ == "__main__":
    main(*sys.argv[1:])
