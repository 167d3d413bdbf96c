"""Reads an NWB file that docs/tools.md made of a trace: it is valid, and holds the same numbers.

    python -W error check_nwb.py trace.nwb traces.zarr
"""

import sys

import numpy
import pynwb
import xarray


def main(path, folder):
    trace = xarray.open_zarr(folder)
    problems = pynwb.validate(path=path)
    assert problems == [], problems
    with pynwb.NWBHDF5IO(path, "r") as file:
        nwb = file.read()
        trials = nwb.trials.to_dataframe()
        assert set(nwb.acquisition) == set(trace.data_vars), nwb.acquisition
        assert len(trials) == trace.sizes["image"] * trace.sizes["hypothesis"], len(trials)
        for name, series in nwb.acquisition.items():
            assert (series.rate, series.starting_time) == (1.0, 0.0), series
            assert len(series.data) == trials.stop_time.max(), series.data.shape
            for trial in trials.itertuples():
                samples = series.data[int(trial.start_time) : int(trial.stop_time)]
                recorded = trace[name].sel(image=trial.image, hypothesis=trial.hypothesis)
                numpy.testing.assert_array_equal(samples, recorded)
                assert trial.label == recorded.label, trial
                assert trial.held == recorded.coords.get("held", recorded.hypothesis), trial


if __name__ == "__main__":
    main(*sys.argv[1:])
