"""Reads a run's metrics as a person does: the table and the log hold the same rows.

    python -W error check_metrics.py metrics.jsonl metrics.parquet

Prints the rows of the table as JSON.
"""

import sys

import numpy
import pandas
import pyarrow.parquet


def main(log, table):
    types = {field.name: str(field.type) for field in pyarrow.parquet.read_schema(table)}
    assert types == {
        "epoch": "int32",
        "batch": "int32",
        "step": "int32",
        "split": "string",
        "metric": "string",
        "layer": "int32",
        "value": "double",
    }, types
    metrics = pandas.read_parquet(table)
    assert list(metrics.columns) == list(types), metrics.columns
    assert metrics["epoch"].dtype == numpy.int32, metrics.dtypes
    assert metrics["value"].dtype == numpy.float64, metrics.dtypes
    nullable = pandas.read_parquet(table, dtype_backend="numpy_nullable")
    for name in ("batch", "step", "layer"):
        assert nullable[name].dtype == "Int32", nullable.dtypes
    lines = pandas.read_json(log, lines=True, precise_float=True)
    pandas.testing.assert_frame_equal(lines, metrics, check_dtype=False)
    print(metrics.to_json(orient="records", double_precision=15))


if __name__ == "__main__":
    main(*sys.argv[1:])
