"""Opens a trace as a person does and compares it with what the test says it holds.

    python -W error check_trace.py expected.json

`expected` gives `open`, the Python that people are told to open it by, as `trace`; whether it is
`complete`; and, where they are to be checked: `dims` by variable; `coords` by name; `attrs` of the root; `values`, files of float32 in the order of the
variable's dims; and `written`, the images that are there to their last step.
"""

import json
import sys

import numpy


def main(expected):
    complete = expected["complete"]
    told = {}
    exec(expected["open"], told)
    trace = told["trace"]
    assert trace.attrs["complete"] is complete, trace.attrs
    for name, value in expected.get("attrs", {}).items():
        found = trace.attrs[name]
        assert found == value, f"{name} is {found}"
    for name, dims in expected.get("dims", {}).items():
        assert list(trace[name].dims) == dims, f"{name} has {trace[name].dims}"
        assert trace[name].dtype == numpy.float32, f"{name} is {trace[name].dtype}"
    for name, values in expected.get("coords", {}).items():
        assert name in trace.coords, f"{name} is no coordinate"
        assert trace[name].dtype == numpy.int32, f"{name} is {trace[name].dtype}"
        assert trace[name].values.tolist() == values, f"{name} is {trace[name].values}"
    for name in trace.variables:
        for attribute in ("long_name", "units", "description"):
            assert trace[name].attrs[attribute], f"{name} has no {attribute}"
    for name, file in expected.get("values", {}).items():
        values = numpy.fromfile(file, "<f4").reshape(trace[name].shape)
        numpy.testing.assert_allclose(trace[name], values, rtol=1e-4, atol=1e-4, err_msg=name)
    if complete:
        nothing_missing(trace)
    if "written" in expected:
        written_and_missing(trace, expected["written"])
    goodness_follows(trace)
    print("ok")


def nothing_missing(trace):
    for name in trace.data_vars:
        assert not trace[name].isnull().any(), f"{name} has gaps"


def written_and_missing(trace, written):
    """So many images are there whole; of the last ones there is nothing, and nothing reads as 0."""
    for name in trace.data_vars:
        assert not trace[name][:written].isnull().any(), f"{name} lacks numbers that were written"
        assert trace[name][-1].isnull().all(), f"{name} has numbers that nobody wrote"


def goodness_follows(trace):
    """G_l = sum over units of s_l squared, from the recorded activities, and mean ŝ² = 1."""
    for layer in trace["layer"].values:
        activity = trace[f"activity_{layer}"]
        squares = (activity**2).sum(f"unit_{layer}", skipna=False)
        exported = trace["goodness"].sel(layer=layer)
        both = squares.notnull() & exported.notnull()
        assert both.any()
        numpy.testing.assert_allclose(
            squares.where(both), exported.where(both), rtol=1e-5, err_msg=f"layer {layer}"
        )
        if f"normalised_{layer}" in trace:
            mean = (trace[f"normalised_{layer}"] ** 2).mean(f"unit_{layer}")
            silent = exported == 0
            numpy.testing.assert_allclose(mean.where(~silent, 1), 1, rtol=1e-5)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        main(json.load(file))
