"""Reads a run's events as TensorBoard does, without TensorFlow.

    python -W error check_tensorboard.py tensorboard

Prints as JSON, by tag: of each scalar its steps and values; of each histogram its steps, how many
numbers it is of and how many are in its buckets; of each image its steps and files (base64).
"""

import base64
import json
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

EVERYTHING = {"scalars": 0, "histograms": 0, "images": 0}


def main(folder):
    events = EventAccumulator(folder, size_guidance=EVERYTHING).Reload()
    tags = events.Tags()
    scalars = {
        tag: [[one.step, one.value] for one in events.Scalars(tag)] for tag in tags["scalars"]
    }
    histograms = {
        tag: [
            [one.step, one.histogram_value.num, sum(one.histogram_value.bucket)]
            for one in events.Histograms(tag)
        ]
        for tag in tags["histograms"]
    }
    images = {
        tag: [
            [one.step, base64.b64encode(one.encoded_image_string).decode()]
            for one in events.Images(tag)
        ]
        for tag in tags["images"]
    }
    print(json.dumps({"scalars": scalars, "histograms": histograms, "images": images}))


if __name__ == "__main__":
    main(*sys.argv[1:])
